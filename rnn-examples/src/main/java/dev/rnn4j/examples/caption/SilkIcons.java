package dev.rnn4j.examples.caption;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** The Silk icons of Mark James (famfamfam.com, Creative Commons Attribution 2.5), read from their jar on the class path. */
final class SilkIcons {
    /** What the licence asks for. */
    static final String CREDIT = "Silk icons by Mark James, famfamfam.com, CC BY 2.5";

    static final int SIDE = 16;

    private static final String FOLDER = "META-INF/resources/webjars/famfamfam-silk/1.3/icons/";
    private static final String ANY = FOLDER + "accept.png";

    private SilkIcons() {}

    /**
     * The icons by name.
     *
     * @param icons the pictures of 16 x 16 pixels
     * @param skipped the names of what is of another size
     */
    record Read(List<Captioned> icons, List<String> skipped) {
        /** Keeps its own copies. */
        Read {
            icons = List.copyOf(icons);
            skipped = List.copyOf(skipped);
        }
    }

    /** Reads them. */
    static Read read() {
        URL any = SilkIcons.class.getClassLoader().getResource(ANY);
        if (any == null) {
            throw new IllegalStateException("the jar famfamfam-silk is not on the class path");
        }
        List<Captioned> icons = new ArrayList<>();
        List<String> skipped = new ArrayList<>();
        try {
            JarURLConnection connection = (JarURLConnection) any.openConnection();
            connection.setUseCaches(false);
            try (JarFile jar = connection.getJarFile()) {
                List<JarEntry> entries = jar.stream()
                        .filter(entry -> entry.getName().startsWith(FOLDER)
                                && entry.getName().endsWith(".png"))
                        .sorted((a, b) -> a.getName().compareTo(b.getName()))
                        .toList();
                for (JarEntry entry : entries) {
                    String name = entry.getName().substring(FOLDER.length());
                    try (InputStream bytes = jar.getInputStream(entry)) {
                        Picture picture = PictureFiles.read(bytes, name);
                        if (picture.width() == SIDE && picture.height() == SIDE) {
                            icons.add(new Captioned(picture, Captioned.words(name)));
                        } else {
                            skipped.add(name + " (" + picture.size() + ")");
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Read(icons, skipped);
    }
}
