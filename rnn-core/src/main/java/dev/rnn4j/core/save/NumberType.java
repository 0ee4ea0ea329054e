package dev.rnn4j.core.save;

import java.nio.ByteBuffer;

/** The types of numbers in a file, by the format's names. */
enum NumberType {
    F64(8),
    F32(4),
    F16(2),
    BF16(2);

    private final int bytes;

    NumberType(int bytes) {
        this.bytes = bytes;
    }

    /** The type of this name; null if it cannot be read. */
    static NumberType of(Object name) {
        for (NumberType type : values()) {
            if (type.name().equals(name)) {
                return type;
            }
        }
        return null;
    }

    int bytes() {
        return bytes;
    }

    double get(ByteBuffer from) {
        return switch (this) {
            case F64 -> from.getDouble();
            case F32 -> from.getFloat();
            case F16 -> half(from.getShort());
            case BF16 -> Float.intBitsToFloat(from.getShort() << 16);
        };
    }

    void put(ByteBuffer to, double number) {
        switch (this) {
            case F64 -> to.putDouble(number);
            case F32 -> to.putFloat((float) number);
            default -> throw new IllegalStateException(this + " is only read");
        }
    }

    /** IEEE 754 binary16: one bit sign, 5 bits exponent, 10 bits fraction. */
    static double half(short bits) {
        int exponent = bits >> 10 & 0x1f;
        int fraction = bits & 0x3ff;
        double size;
        if (exponent == 0x1f) {
            size = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
        } else if (exponent == 0) {
            size = Math.scalb((double) fraction, -24);
        } else {
            size = Math.scalb((double) (fraction | 0x400), exponent - 25);
        }
        return bits < 0 ? -size : size;
    }
}
