package dev.rnn4j.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** What the build has made of each module, as it would be published. */
class PublishedShapeTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final List<String> STANDARD =
            List.of("rnn-api", "rnn-core", "rnn-activations", "rnn-losses", "rnn-optimizers", "rnn-cells");

    /** Those modules whose own pom does not say that they are not. */
    private static List<String> published() throws Exception {
        List<String> names = new ArrayList<>();
        for (Element module : children(child(xml(ROOT.resolve("pom.xml")), "modules"), "module")) {
            String name = module.getTextContent();
            Element properties = child(xml(ROOT.resolve(name).resolve("pom.xml")), "properties");
            if (properties == null || child(properties, "maven.deploy.skip") == null) {
                names.add(name);
            }
        }
        return names;
    }

    @Test
    void allThatIsPublishedButTheBillAndTheArchetypeIsInTheBill() throws Exception {
        Set<String> expected = new TreeSet<>(published());
        assertTrue(expected.remove("rnn-bom") && expected.remove("rnn-archetype-plugin"), expected::toString);
        Set<String> listed = new TreeSet<>();
        Element managed = child(child(flattened("rnn-bom"), "dependencyManagement"), "dependencies");
        children(managed, "dependency").forEach(d -> listed.add(text(d, "artifactId")));
        assertEquals(expected, listed);
        assertTrue(expected.containsAll(STANDARD), expected::toString);
    }

    @Test
    void aPublishedPomStandsForItself() throws Exception {
        for (String module : published()) {
            Element pom = flattened(module);
            assertEquals(module, text(pom, "artifactId"));
            assertEquals(null, child(pom, "parent"), module);
            for (String element :
                    List.of("groupId", "version", "name", "description", "url", "licenses", "developers")) {
                assertFalse(text(pom, element).isBlank(), module + ": " + element);
            }
            assertTrue(text(child(pom, "scm"), "connection").startsWith("scm:git:"), module);
        }
    }

    @Test
    void aPublishedPomAsksForNoTestDependency() throws Exception {
        for (String module : published()) {
            Element dependencies = child(flattened(module), "dependencies");
            for (Element d : dependencies == null ? List.<Element>of() : children(dependencies, "dependency")) {
                String name = module + ": " + text(d, "artifactId");
                assertTrue(child(d, "scope") == null || !text(d, "scope").equals("test"), name);
                assertFalse(text(d, "version").isBlank(), name);
            }
        }
    }

    @Test
    void theCoreTheApiAndTheStandardPlugInsAreBelowAMegabyte() throws Exception {
        long bytes = 0;
        for (String module : STANDARD) {
            bytes += Files.size(jar(module));
        }
        assertTrue(bytes > 100_000 && bytes < 1_000_000, "bytes: " + bytes);
    }

    private static Path jar(String module) throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve(module).resolve("target"))) {
            List<Path> jars = files.filter(f -> f.getFileName().toString().matches(module + "-[0-9].*\\.jar"))
                    .filter(f -> !f.toString().matches(".*-(sources|javadoc)\\.jar"))
                    .toList();
            assertEquals(1, jars.size(), jars::toString);
            return jars.get(0);
        }
    }

    private static Element flattened(String module) throws Exception {
        return xml(ROOT.resolve(module).resolve(".flattened-pom.xml"));
    }

    private static Element xml(Path file) throws Exception {
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
        return document.getDocumentElement();
    }

    private static String text(Element parent, String name) {
        Element found = child(parent, name);
        assertTrue(found != null, parent.getTagName() + " has no " + name);
        return found.getTextContent().strip();
    }

    /** The only child of this name; null if there is none. */
    private static Element child(Element parent, String name) {
        List<Element> found = children(parent, name);
        assertTrue(found.size() < 2, name);
        return found.isEmpty() ? null : found.get(0);
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        NodeList nodes = parent.getChildNodes();
        for (int i = 0; i < nodes.getLength(); i++) {
            Node node = nodes.item(i);
            if (node instanceof Element e && e.getTagName().equals(name)) {
                found.add(e);
            }
        }
        return found;
    }
}
