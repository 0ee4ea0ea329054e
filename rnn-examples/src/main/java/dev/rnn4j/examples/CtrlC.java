package dev.rnn4j.examples;

import java.lang.reflect.Proxy;

/**
 * What Ctrl-C does. Java has no supported way to say so; {@code sun.misc.Signal} of the module {@code jdk.unsupported} is
 * the one that all have, and it is called by name, so that a Java without it still runs everything else.
 */
final class CtrlC {
    private CtrlC() {}

    /**
     * Lets Ctrl-C call {@code handler}, in a thread of its own.
     *
     * @return puts back what was there before; does nothing if this Java leaves signals alone, as with -Xrs
     */
    static Runnable handle(Runnable handler) {
        try {
            Class<?> type = Class.forName("sun.misc.SignalHandler");
            Object before = install(
                    type,
                    Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
                        if (method.getDeclaringClass() == Object.class) {
                            return answer(proxy, method.getName(), args);
                        }
                        handler.run();
                        return null;
                    }));
            return () -> {
                try {
                    install(type, before);
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(e);
                }
            };
        } catch (ReflectiveOperationException e) {
            return () -> {};
        }
    }

    private static Object install(Class<?> type, Object handler) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        return signal.getMethod("handle", signal, type)
                .invoke(null, signal.getConstructor(String.class).newInstance("INT"), handler);
    }

    /** The methods that every object has. */
    private static Object answer(Object proxy, String method, Object[] args) {
        return switch (method) {
            case "equals" -> proxy == args[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "Ctrl-C";
        };
    }
}
