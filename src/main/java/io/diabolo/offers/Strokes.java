package io.diabolo.offers;

import com.openhtmltopdf.css.sheet.FontFaceRule;
import com.openhtmltopdf.css.style.CssContext;
import com.openhtmltopdf.extend.OutputDevice;
import com.openhtmltopdf.extend.SVGDrawer;
import com.openhtmltopdf.layout.SharedContext;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.render.Box;
import com.openhtmltopdf.render.RenderingContext;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.io.File;
import java.util.List;
import java.util.regex.Pattern;
import org.w3c.dom.Element;

/**
 * A signature as it is drawn: strokes as an SVG path that moves and draws straight lines on a sheet of 600 by 200, and
 * nothing else. It comes from a stranger's browser, so what isn't exactly that isn't taken.
 */
final class Strokes implements SVGDrawer {
    static final int WIDTH = 600;
    static final int HEIGHT = 200;
    static final int LONGEST = 20_000;
    private static final int LEAST_POINTS = 4;
    private static final float PEN = 3;

    /** Each part is bounded, so that no text takes long to be refused. */
    private static final Pattern STROKE = Pattern.compile("[0-9]{1,3} [0-9]{1,3}(?:L[0-9]{1,3} [0-9]{1,3})+");

    /** Whether it can be a signature: strokes on the sheet, and more than a dot. */
    static boolean isDrawing(String path) {
        if (path.length() > LONGEST || !path.startsWith("M")) {
            return false;
        }
        var strokes = path.substring(1).split("M", -1);
        var points = 0;
        for (var stroke : strokes) {
            if (!STROKE.matcher(stroke).matches()) {
                return false;
            }
            for (var point : points(stroke)) {
                if (point[0] > WIDTH || point[1] > HEIGHT) {
                    return false;
                }
                points++;
            }
        }
        return points >= LEAST_POINTS;
    }

    private static List<int[]> points(String stroke) {
        return Pattern.compile("L")
                .splitAsStream(stroke)
                .map(point -> point.split(" ", 2))
                .map(point -> new int[] {Integer.parseInt(point[0]), Integer.parseInt(point[1])})
                .toList();
    }

    private static Path2D drawn(String text) {
        var path = new Path2D.Double();
        for (var stroke : text.substring(1).split("M", -1)) {
            var points = points(stroke);
            path.moveTo(points.getFirst()[0], points.getFirst()[1]);
            points.stream().skip(1).forEach(point -> path.lineTo(point[0], point[1]));
        }
        return path;
    }

    @Override
    public void importFontFaceRules(List<FontFaceRule> rules, SharedContext context) {
        // a signature has no letters
    }

    @Override
    public void addFontFile(File file, String family, Integer weight, FontStyle style) {
        // a signature has no letters
    }

    @Override
    public void close() {
        // nothing is held
    }

    @Override
    public SVGImage buildSVGImage(
            Element svg, Box box, CssContext context, double width, double height, double dotsPerPixel) {
        var paths = svg.getElementsByTagName("path");
        var path = paths.getLength() == 1 ? ((Element) paths.item(0)).getAttribute("d") : "";
        return width > 0 && height > 0
                ? new Drawn(path, width, height, dotsPerPixel)
                : new Drawn(path, WIDTH * dotsPerPixel / 2, HEIGHT * dotsPerPixel / 2, dotsPerPixel);
    }

    /** In the size that the style sheet gives it, in the printer's dots; it is drawn in pixels. */
    private record Drawn(String path, double width, double height, double dotsPerPixel) implements SVGImage {
        @Override
        public int getIntrinsicWidth() {
            return (int) width;
        }

        @Override
        public int getIntrinsicHeight() {
            return (int) height;
        }

        @Override
        public void drawSVG(OutputDevice device, RenderingContext context, double x, double y) {
            if (isDrawing(path)) {
                device.drawWithGraphics(
                        (float) x,
                        (float) y,
                        (float) (width / dotsPerPixel),
                        (float) (height / dotsPerPixel),
                        this::draw);
            }
        }

        private void draw(Graphics2D graphics) {
            graphics.scale(width / dotsPerPixel / WIDTH, height / dotsPerPixel / HEIGHT);
            graphics.setColor(Color.BLACK);
            graphics.setStroke(new BasicStroke(PEN, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            graphics.draw(drawn(path));
        }
    }
}
