package dev.rnn4j.benchmarks.natives;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * As much of the ONNX file format (a Protocol Buffers message, see onnx.proto) as a small graph takes: fields are appended
 * in any order.
 */
final class Onnx {
    private static final int FLOAT = 1;
    private static final int INT64 = 7;
    private static final int ATTRIBUTE_INT = 2;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** A model of this graph: IR version 8, operators of version 14. */
    static byte[] model(Onnx graph) {
        Onnx operators = new Onnx().text(1, "").number(2, 14);
        return new Onnx()
                .number(1, 8)
                .message(7, graph)
                .message(8, operators)
                .bytes
                .toByteArray();
    }

    /** A graph's operation; an empty name is an input left out. */
    Onnx node(String operation, String[] inputs, String[] outputs, Onnx... attributes) {
        Onnx node = new Onnx();
        for (String input : inputs) {
            node.text(1, input);
        }
        for (String output : outputs) {
            node.text(2, output);
        }
        node.text(4, operation);
        for (Onnx attribute : attributes) {
            node.message(5, attribute);
        }
        return message(1, node);
    }

    /** A node's attribute. */
    static Onnx attribute(String name, long value) {
        return new Onnx().text(1, name).number(3, value).number(20, ATTRIBUTE_INT);
    }

    /** A graph's name. */
    Onnx named(String name) {
        return text(2, name);
    }

    /** A graph's constant. */
    Onnx constant(String name, float[] values, long... shape) {
        ByteBuffer raw = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        return constant(name, FLOAT, raw.array(), shape);
    }

    /** A graph's constant of whole numbers. */
    Onnx constant(String name, long[] values) {
        ByteBuffer raw = ByteBuffer.allocate(Long.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asLongBuffer().put(values);
        return constant(name, INT64, raw.array(), values.length);
    }

    private Onnx constant(String name, int type, byte[] raw, long... shape) {
        Onnx tensor = new Onnx();
        for (long size : shape) {
            tensor.number(1, size);
        }
        return message(5, tensor.number(2, type).text(8, name).raw(9, raw));
    }

    /** A graph's input. */
    Onnx input(String name, long... shape) {
        return message(11, described(name, shape));
    }

    /** A graph's output. */
    Onnx output(String name, long... shape) {
        return message(12, described(name, shape));
    }

    private static Onnx described(String name, long... shape) {
        Onnx dimensions = new Onnx();
        for (long size : shape) {
            dimensions.message(1, new Onnx().number(1, size));
        }
        Onnx tensor = new Onnx().number(1, FLOAT).message(2, dimensions);
        return new Onnx().text(1, name).message(2, new Onnx().message(1, tensor));
    }

    // ---- Protocol Buffers: a tag of field and kind, then a number, or a length and as many bytes

    private Onnx number(int field, long value) {
        return varint((long) field << 3).varint(value);
    }

    private Onnx text(int field, String value) {
        return raw(field, value.getBytes(StandardCharsets.UTF_8));
    }

    private Onnx message(int field, Onnx value) {
        return raw(field, value.bytes.toByteArray());
    }

    private Onnx raw(int field, byte[] value) {
        varint((long) field << 3 | 2).varint(value.length);
        bytes.writeBytes(value);
        return this;
    }

    private Onnx varint(long value) {
        long rest = value;
        for (; rest > 127 || rest < 0; rest >>>= 7) {
            bytes.write((int) (rest & 127 | 128));
        }
        bytes.write((int) rest);
        return this;
    }
}
