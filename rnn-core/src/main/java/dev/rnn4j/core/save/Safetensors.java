package dev.rnn4j.core.save;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.core.Precision;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.message.Messages;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Files of the safetensors format: 8 bytes with the header's length, the header in JSON (each tensor's name, type, shape
 * and place, and texts under {@code __metadata__}), then the numbers, row-major, everything little-endian.
 */
public final class Safetensors {
    private static final String METADATA = "__metadata__";
    private static final int PREFIX = 8;
    private static final int CHUNK = 1 << 16;

    private Safetensors() {}

    /**
     * What a file holds.
     *
     * @param tensors the numbers by name, in the file's order
     * @param metadata texts by name
     * @param types the type of each tensor's numbers in the file: F64, F32, F16 or BF16
     */
    public record Contents(Map<String, Tensor> tensors, Map<String, String> metadata, Map<String, String> types) {}

    /** A tensor's place in the data. */
    private record Entry(String name, NumberType type, int[] shape, int size, long begin, long end) {}

    // ---- writing

    /**
     * Writes a file beside its place and then moves it there; if that fails, a file that was there stays as it was.
     *
     * @throws BadInputException if a number is not finite in this precision, or the file cannot be written
     */
    public static void write(
            Path file, Map<String, Tensor> tensors, Precision precision, Map<String, String> metadata) {
        NumberType type = type(precision);
        ByteBuffer header = checkedHeader(file.toString(), tensors, type, metadata);
        Replacement.write(file, channel -> write(channel, header, tensors, type));
    }

    /**
     * The bytes that such a file would have.
     *
     * @throws BadInputException if a number is not finite in this precision
     */
    public static byte[] write(Map<String, Tensor> tensors, Precision precision, Map<String, String> metadata) {
        NumberType type = type(precision);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            write(Channels.newChannel(bytes), checkedHeader("bytes", tensors, type, metadata), tensors, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // nothing is written but memory
        }
        return bytes.toByteArray();
    }

    private static NumberType type(Precision precision) {
        return precision == Precision.FLOAT32 ? NumberType.F32 : NumberType.F64;
    }

    private static ByteBuffer checkedHeader(
            String file, Map<String, Tensor> tensors, NumberType type, Map<String, String> metadata) {
        tensors.forEach((name, tensor) -> checkFinite("cannot write " + file, name, tensor, type));
        return header(file, tensors, type, metadata);
    }

    private static void write(
            WritableByteChannel channel, ByteBuffer header, Map<String, Tensor> tensors, NumberType type)
            throws IOException {
        drain(header, channel);
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
        for (Tensor tensor : tensors.values()) {
            int size = tensor.size();
            for (int i = 0; i < size; i++) {
                if (chunk.remaining() < type.bytes()) {
                    drain(chunk.flip(), channel);
                    chunk.clear();
                }
                type.put(chunk, tensor.flat(i));
            }
        }
        drain(chunk.flip(), channel);
    }

    private static ByteBuffer header(
            String file, Map<String, Tensor> tensors, NumberType type, Map<String, String> metadata) {
        Map<String, Object> header = new LinkedHashMap<>();
        if (!metadata.isEmpty()) {
            header.put(METADATA, new TreeMap<>(metadata)); // the same bytes for the same content
        }
        long place = 0;
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            if (entry.getKey().equals(METADATA)) {
                throw new BadInputException(
                        "cannot write " + file + ": the format keeps the name " + METADATA + "; rename the tensor");
            }
            Tensor tensor = entry.getValue();
            long end = place + (long) tensor.size() * type.bytes();
            Map<String, Object> description = new LinkedHashMap<>();
            description.put("dtype", type.name());
            description.put("shape", Arrays.stream(tensor.shape()).boxed().toList());
            description.put("data_offsets", List.of(place, end));
            header.put(entry.getKey(), description);
            place = end;
        }
        byte[] json = Json.write(header).getBytes(StandardCharsets.UTF_8);
        if (json.length > Json.LONGEST - PREFIX) {
            throw new BadInputException("cannot write " + file + ": its header would have " + json.length
                    + " bytes, the format allows " + Json.LONGEST + "; make the metadata smaller");
        }
        int padded = (json.length + PREFIX - 1) / PREFIX * PREFIX; // so that the numbers are aligned
        ByteBuffer bytes = ByteBuffer.allocate(PREFIX + padded).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(padded).put(json);
        while (bytes.hasRemaining()) {
            bytes.put((byte) ' ');
        }
        return bytes.flip();
    }

    private static void drain(ByteBuffer bytes, WritableByteChannel channel) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static void checkFinite(String what, String name, Tensor tensor, NumberType type) {
        int size = tensor.size();
        for (int i = 0; i < size; i++) {
            double number = tensor.flat(i);
            if (!Double.isFinite(type == NumberType.F32 ? (float) number : number)) {
                throw new BadInputException(
                        what + ": tensor " + Messages.quote(name) + " has the number " + number
                                + " at " + Arrays.toString(index(i, tensor.shape()))
                                + (Double.isFinite(number)
                                        ? ", too large for 32 bits; save in 64"
                                        : ": what is kept is finite; weights that are not need a smaller learning rate or clipped gradients"));
            }
        }
    }

    private static int[] index(int flat, int[] shape) {
        int[] index = new int[shape.length];
        int rest = flat;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            index[axis] = rest % shape[axis];
            rest /= shape[axis];
        }
        return index;
    }

    // ---- reading

    /**
     * Reads a whole file.
     *
     * @throws BadInputException if it cannot be read, is not of this format, is cut short, contradicts itself, or has a
     *     number that is not finite
     */
    public static Contents read(Path file) {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new BadInputException("cannot read " + file + ": it is "
                    + (Files.isDirectory(file) ? "a directory; name a file in it" : "not a plain file"));
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return read(file.toString(), channel);
        } catch (IOException e) {
            throw new BadInputException("cannot read " + file + ": " + Replacement.reason(e), e);
        }
    }

    /**
     * Reads the bytes of a whole file.
     *
     * @param name what messages call them
     * @throws BadInputException as {@link #read(Path)}
     */
    public static Contents read(byte[] bytes, String name) {
        try (SeekableByteChannel channel = new BytesChannel(bytes)) {
            return read(name, channel);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // nothing is read but memory
        }
    }

    private static Contents read(String file, SeekableByteChannel channel) throws IOException {
        long length = channel.size();
        String header = readHeader(file, channel, length);
        long data = channel.position();
        Map<String, Object> entries = Json.read(header, file + ": the header");
        Map<String, String> metadata = Map.of();
        List<Entry> list = new ArrayList<>();
        for (Map.Entry<String, Object> e : entries.entrySet()) {
            if (e.getKey().equals(METADATA)) {
                metadata = metadata(file, e.getValue());
            } else {
                list.add(entry(file, e.getKey(), e.getValue()));
            }
        }
        checkCover(file, list, length - data);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        Map<String, String> types = new LinkedHashMap<>();
        for (Entry entry : list) {
            channel.position(data + entry.begin());
            Tensor tensor = numbers(file, entry, channel);
            checkFinite(file, entry.name(), tensor, entry.type());
            tensors.put(entry.name(), tensor);
            types.put(entry.name(), entry.type().name());
        }
        return new Contents(
                Collections.unmodifiableMap(tensors),
                Collections.unmodifiableMap(metadata),
                Collections.unmodifiableMap(types));
    }

    private static String readHeader(String file, SeekableByteChannel channel, long length) throws IOException {
        String cure = "; it was cut short, or is another kind of file";
        if (length < PREFIX + 2) {
            throw new BadInputException(file + " has only " + length + " bytes, too few for a safetensors file" + cure);
        }
        ByteBuffer start = ByteBuffer.allocate(PREFIX + 1).order(ByteOrder.LITTLE_ENDIAN);
        fill(file, start, channel);
        long size = start.getLong();
        if (start.get() != '{' || size < 2 || size > Json.LONGEST) {
            throw new BadInputException(
                    file + " is not a safetensors file: it does not begin with a header's length (2 to " + Json.LONGEST
                            + ") and a brace; give a file that was saved as one");
        }
        if (size > length - PREFIX) {
            throw new BadInputException(file + " is cut short: its header has " + size + " bytes, only "
                    + (length - PREFIX) + " are there; copy or save it again");
        }
        channel.position(PREFIX);
        ByteBuffer bytes = ByteBuffer.allocate((int) size);
        fill(file, bytes, channel);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new BadInputException(file + ": the header is not UTF-8 text; the file is damaged, save it again", e);
        }
    }

    private static void fill(String file, ByteBuffer bytes, SeekableByteChannel channel) throws IOException {
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw new BadInputException(file + " became shorter while it was read; read it again");
            }
        }
        bytes.flip();
    }

    private static Map<String, String> metadata(String file, Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new BadInputException(
                    file + ": " + METADATA + " has to be an object of texts, it is " + Json.describe(value));
        }
        Map<String, String> metadata = new LinkedHashMap<>();
        map.forEach((key, text) -> {
            if (!(text instanceof String s)) {
                throw new BadInputException(file + ": " + METADATA + " " + Messages.quote((String) key)
                        + " has to be a text, it is " + Json.describe(text));
            }
            metadata.put((String) key, s);
        });
        return metadata;
    }

    private static Entry entry(String file, String name, Object value) {
        String where = file + ": tensor " + Messages.quote(name);
        if (!(value instanceof Map<?, ?> map)) {
            throw new BadInputException(where + " has to be an object, it is " + Json.describe(value));
        }
        Set<String> wanted = Set.of("dtype", "shape", "data_offsets");
        if (!map.keySet().equals(wanted)) {
            throw new BadInputException(where + " has to have dtype, shape and data_offsets, it has "
                    + Messages.quote(String.join(
                            ", ", map.keySet().stream().map(String::valueOf).toList()))
                    + "; the file is damaged, save it again");
        }
        NumberType type = NumberType.of(map.get("dtype"));
        if (type == null) {
            throw new BadInputException(where + " has the dtype " + Json.describe(map.get("dtype"))
                    + "; F64, F32, F16 and BF16 can be read: convert it to one of them");
        }
        long[] shape = wholes(where, "shape", map.get("shape"));
        long[] offsets = wholes(where, "data_offsets", map.get("data_offsets"));
        if (offsets.length != 2 || offsets[0] > offsets[1]) {
            throw new BadInputException(
                    where + " has the data_offsets " + Arrays.toString(offsets) + ": they are a begin and an end");
        }
        int[] sizes = new int[shape.length];
        long size = 1;
        for (int i = 0; i < sizes.length; i++) {
            // Each factor is below 2^31 here, so the product fits a long.
            size = shape[i] > Integer.MAX_VALUE ? Long.MAX_VALUE : size * shape[i];
            if (size > Integer.MAX_VALUE - 8) {
                throw new BadInputException(where + " of shape " + Arrays.toString(shape) + " is too large");
            }
            sizes[i] = (int) shape[i];
        }
        long bytes = offsets[1] - offsets[0];
        if (bytes != size * type.bytes()) {
            throw new BadInputException(where + " of shape " + Arrays.toString(shape) + " and dtype " + type + " needs "
                    + size * type.bytes() + " bytes, its data_offsets hold " + bytes + "; the file is damaged");
        }
        return new Entry(name, type, sizes, (int) size, offsets[0], offsets[1]);
    }

    private static long[] wholes(String where, String key, Object value) {
        if (!(value instanceof List<?> list)) {
            throw new BadInputException(
                    where + " has the " + key + " " + Json.describe(value) + ": it is a list of whole numbers");
        }
        long[] numbers = new long[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            if (!(list.get(i) instanceof Long n) || n < 0) {
                throw new BadInputException(where + " has " + Json.describe(list.get(i)) + " in its " + key
                        + ": it is a list of whole numbers, 0 or more");
            }
            numbers[i] = n;
        }
        return numbers;
    }

    /** The tensors fill the data from end to end, without gap or overlap. */
    private static void checkCover(String file, List<Entry> entries, long bytes) {
        List<Entry> sorted = new ArrayList<>(entries);
        sorted.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
        long place = 0;
        for (Entry e : sorted) {
            if (e.begin() != place) {
                throw new BadInputException(
                        file + ": tensor " + Messages.quote(e.name()) + " begins at byte " + e.begin()
                                + " of the data, but what is before it ends at " + place
                                + "; the file is damaged, save it again");
            }
            place = e.end();
        }
        if (place > bytes) {
            throw new BadInputException(file + " is cut short: its tensors have " + place + " bytes, only " + bytes
                    + " are there; copy or save it again");
        }
        if (place < bytes) {
            throw new BadInputException(file + " has " + (bytes - place)
                    + " bytes after its last tensor; the file is damaged, save it again");
        }
    }

    private static Tensor numbers(String file, Entry entry, SeekableByteChannel channel) throws IOException {
        double[] numbers = new double[entry.size()];
        NumberType type = entry.type();
        int perChunk = CHUNK / type.bytes();
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < numbers.length; ) {
            int count = Math.min(perChunk, numbers.length - i);
            fill(file, chunk.clear().limit(count * type.bytes()), channel);
            for (int end = i + count; i < end; i++) {
                numbers[i] = type.get(chunk);
            }
        }
        return Tensor.of(numbers, entry.shape());
    }
}
