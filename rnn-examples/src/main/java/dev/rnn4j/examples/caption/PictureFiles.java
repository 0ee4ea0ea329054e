package dev.rnn4j.examples.caption;

import dev.rnn4j.api.BadInputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Reads pictures from files, with messages for the person who named them. */
final class PictureFiles {
    /** A network reads every pixel, so pictures are small. */
    static final int LARGEST_SIDE = 64;

    private static final long MOST_BYTES = 1 << 24;

    private PictureFiles() {}

    /** One picture, of any format that Java reads. */
    static Picture read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new BadInputException("there is no file " + file + "; check its name");
        }
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new BadInputException(
                        file + " has more than " + (MOST_BYTES >> 20) + " MB; give a small picture");
            }
            return read(Files.readAllBytes(file), file.toString());
        } catch (IOException e) {
            throw new BadInputException(file + " cannot be read (" + e + "); check that it may be opened", e);
        }
    }

    /** One picture from a stream, which is read to its end. */
    static Picture read(InputStream bytes, String name) {
        try {
            return read(bytes.readAllBytes(), name);
        } catch (IOException e) {
            throw new BadInputException(name + " cannot be read (" + e + ")", e);
        }
    }

    private static Picture read(byte[] bytes, String name) {
        ImageIO.setUseCache(false);
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new BadInputException(name + " is not a picture that Java can read; give a PNG file");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in);
                // The size stands in the first bytes: nothing large is ever unpacked.
                if (reader.getWidth(0) > LARGEST_SIDE || reader.getHeight(0) > LARGEST_SIDE) {
                    throw new BadInputException(name + " is " + reader.getWidth(0) + " x " + reader.getHeight(0)
                            + " pixels; expected are at most " + LARGEST_SIDE + " x " + LARGEST_SIDE
                            + ", so make it smaller");
                }
                return Picture.of(reader.read(0));
            } finally {
                reader.dispose();
            }
        } catch (BadInputException e) {
            throw e; // which is an IllegalArgumentException
        } catch (IOException | IndexOutOfBoundsException | IllegalArgumentException | IllegalStateException e) {
            throw new BadInputException(
                    name + " is damaged or no picture (" + e.getClass().getSimpleName() + "); save it as PNG again", e);
        }
    }

    /** The PNG files of a folder by name, all of one size; their names are their captions. */
    static List<Captioned> folder(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new BadInputException("there is no folder " + folder + "; give a folder of PNG files");
        }
        List<Path> files;
        try (Stream<Path> inside = Files.list(folder)) {
            files = inside.filter(file -> file.getFileName()
                            .toString()
                            .toLowerCase(Locale.ROOT)
                            .endsWith(".png"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new BadInputException(
                    "the folder " + folder + " cannot be read (" + e + "); check that it may be opened", e);
        }
        if (files.isEmpty()) {
            throw new BadInputException("the folder " + folder + " has no PNG file; name another");
        }
        List<Captioned> read = new ArrayList<>();
        for (Path file : files) {
            Picture picture = read(file);
            if (!read.isEmpty() && !picture.sameSize(read.get(0).picture())) {
                throw new BadInputException(file + " is " + picture.size() + " pixels, but " + files.get(0) + " is "
                        + read.get(0).picture().size() + "; make all pictures of the folder the same size");
            }
            read.add(new Captioned(picture, Captioned.words(file.getFileName().toString())));
        }
        return read;
    }
}
