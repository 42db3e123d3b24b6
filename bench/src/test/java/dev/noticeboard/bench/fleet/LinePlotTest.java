package dev.noticeboard.bench.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.bench.fleet.LinePlot.Axis;
import dev.noticeboard.bench.fleet.LinePlot.Line;
import dev.noticeboard.bench.fleet.LinePlot.Point;
import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

/** A plot is well-formed XML, and its points stand where the axes say. */
class LinePlotTest {
    private static String plot() {
        return LinePlot.svg(
                "a < b & \"c\"",
                Axis.decades("seconds", 0.1, 90),
                Axis.perCent("%"),
                List.of(new Line("one", List.of(new Point(0.1, 0), new Point(100, 100)))));
    }

    @Test
    void svg_isWellFormedAndAlwaysTheSame() throws Exception {
        var root = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(plot())))
                .getDocumentElement();
        assertEquals("a < b & \"c\"", root.getAttribute("aria-label"));
        assertEquals(plot(), plot());
    }

    @Test
    void svg_putsTheLeastToTheLowerLeftAndTheMostToTheUpperRight() {
        assertTrue(plot().contains("d=\"M64.0 348.0L500.0 40.0\""), plot());
    }

    @Test
    void decades_holdTheLeastAndTheMost() {
        Axis axis = Axis.decades("x", 0.1, 90);
        assertEquals(List.of(0.1, 1.0, 10.0, 100.0), axis.marks());
        assertEquals(1 / 3.0, axis.place(1), 1e-9);
    }
}
