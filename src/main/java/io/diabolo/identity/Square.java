package io.diabolo.identity;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.QRCodeWriter;
import java.util.Map;

/** A QR code as a drawing; black on white in the dark too, for cameras read no other. */
final class Square {
    private static final int QUIET = 2;

    private Square() {}

    static String svg(String text) {
        try {
            var dots =
                    new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0, Map.of(EncodeHintType.MARGIN, QUIET));
            var path = new StringBuilder();
            for (var y = 0; y < dots.getHeight(); y++) {
                for (var x = 0; x < dots.getWidth(); x++) {
                    if (dots.get(x, y)) {
                        path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
                    }
                }
            }
            return """
                    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %1$d" shape-rendering="crispEdges">\
                    <rect width="%1$d" height="%1$d" fill="white"/><path d="%2$s" fill="black"/></svg>""".formatted(dots.getWidth(), path);
        } catch (WriterException e) {
            throw new IllegalStateException("too long for a square", e);
        }
    }
}
