package io.diabolo.offers;

import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/**
 * A PNG or JPEG that somebody handed in, made anew: no larger than it is shown, without transparency, which not every kept
 * document may have, and without whatever else the file held.
 */
final class Picture {
    /** More than these would need more memory than a picture is worth. */
    private static final long MOST_PIXELS = 40_000_000;

    private Picture() {}

    /** The picture as a PNG that fits; null when it isn't one, or a larger one than can be read. */
    static byte @Nullable [] png(byte[] bytes, int widest, int highest) {
        return made(bytes, widest, highest, "png");
    }

    static byte @Nullable [] jpeg(byte[] bytes, int widest, int highest) {
        return made(bytes, widest, highest, "jpeg");
    }

    private static byte @Nullable [] made(byte[] bytes, int widest, int highest, String format) {
        try (var in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
            var readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                return null;
            }
            var reader = readers.next();
            try {
                reader.setInput(in, true, true);
                var name = reader.getFormatName();
                var width = reader.getWidth(0);
                var height = reader.getHeight(0);
                if (!(name.equalsIgnoreCase("png") || name.equalsIgnoreCase("jpeg"))
                        || (long) width * height > MOST_PIXELS) {
                    return null;
                }
                return written(fitted(reader.read(0), widest, highest), format);
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException _) {
            // Readers of pictures answer what is broken in it in whatever way they like.
            return null;
        }
    }

    private static BufferedImage fitted(BufferedImage image, int widest, int highest) {
        var scale = Math.min(1.0, Math.min((double) widest / image.getWidth(), (double) highest / image.getHeight()));
        var width = Math.max(1, (int) Math.round(image.getWidth() * scale));
        var height = Math.max(1, (int) Math.round(image.getHeight() * scale));
        var flat = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var pen = flat.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, width, height);
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        pen.drawImage(image, 0, 0, width, height, null);
        pen.dispose();
        return flat;
    }

    private static byte[] written(BufferedImage image, String format) throws IOException {
        var out = new ByteArrayOutputStream();
        ImageIO.write(image, format, out);
        return out.toByteArray();
    }

    /** As a page and a document show it without asking for anything. */
    static String address(byte[] bytes, String format) {
        return "data:image/" + format + ";base64," + Base64.getEncoder().encodeToString(bytes);
    }
}
