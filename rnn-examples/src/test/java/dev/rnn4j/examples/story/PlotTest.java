package dev.rnn4j.examples.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class PlotTest {
    private static final Plot PLOT = new Plot(
            List.of(0.0, 30.0, 60.0),
            List.of(new Plot.Line("gru", List.of(1.0, 1.0, 0.5)), new Plot.Line("simple", List.of(1.0, 0.5, 0.0))),
            0.25,
            40);

    @Test
    void everyPointIsAtItsPlace() {
        List<String> rows = PLOT.text().lines().toList();
        assertEquals(" 1.00 |*                             g", rows.get(1));
        assertEquals(" 0.50 |" + " ".repeat(30) + "s" + " ".repeat(29) + "g", rows.get(11));
        assertEquals(" 0.25 |" + ".".repeat(61), rows.get(16));
        assertEquals(" 0.00 |" + " ".repeat(60) + "s", rows.get(21));
        assertTrue(rows.get(24).contains("words between the fact and the question; g gru, s simple"), rows.get(24));
    }

    @Test
    void thePictureIsXmlWithLabelsAndHigherPointsForMoreRight() throws Exception {
        Element svg = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(PLOT.svg()))
                .getDocumentElement();
        NodeList texts = svg.getElementsByTagName("text");
        List<String> labels = IntStream.range(0, texts.getLength())
                .mapToObj(i -> texts.item(i).getTextContent())
                .toList();
        assertTrue(
                labels.containsAll(List.of(
                        "words between the fact and the question",
                        "share of right answers",
                        "chance",
                        "beyond training",
                        "gru",
                        "simple",
                        "60")),
                labels.toString());
        NodeList points = svg.getElementsByTagName("circle");
        assertEquals(6, points.getLength());
        assertEquals(50.0, number(points, 0, "cy"));
        assertEquals(195.0, number(points, 2, "cy"));
        assertEquals(340.0, number(points, 5, "cy"));
        assertEquals(340.0, number(points, 4, "cx"));
    }

    private static double number(NodeList points, int i, String attribute) {
        return Double.parseDouble(((Element) points.item(i)).getAttribute(attribute));
    }
}
