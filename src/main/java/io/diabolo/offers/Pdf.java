package io.diabolo.offers;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** A document as PDF/A-2u, so that it can be kept and read for as long as it counts: fonts embedded, nothing fetched. */
@Component
class Pdf {
    private static final String FONT = "Liberation";
    /** Signs that XML has no way to write, whoever typed them into a name. */
    private static final Pattern UNWRITABLE =
            Pattern.compile("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]|\\p{Cs}");

    private static final int BOLD = 700;
    private static final int PLAIN = 400;

    private final TemplateEngine pages;
    private final String css;
    private final byte[] colours = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();

    Pdf(TemplateEngine pages) {
        this.pages = pages;
        this.css = read();
    }

    private static String read() {
        try (var in = resource("/offers/document.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(Pdf.class.getResourceAsStream(name), name);
    }

    byte[] of(DocumentView view) {
        var html = new StringOutput();
        pages.render("offers/printed.jte", Map.of("doc", view, "css", css + colour(view.colour())), html);
        var out = new ByteArrayOutputStream();
        try {
            var builder = new PdfRendererBuilder();
            builder.useFont(
                    () -> resource("/liberation/LiberationSans-Regular.ttf"), FONT, PLAIN, FontStyle.NORMAL, true);
            builder.useFont(() -> resource("/liberation/LiberationSans-Bold.ttf"), FONT, BOLD, FontStyle.NORMAL, true);
            builder.usePdfAConformance(PdfAConformance.PDFA_2_U);
            builder.useColorProfile(colours);
            builder.useSVGDrawer(new Strokes());
            // The document names no address, and may fetch none; pictures stand in it.
            builder.useUriResolver((_, address) -> address.startsWith("data:image/") ? address : null);
            builder.withHtmlContent(UNWRITABLE.matcher(html.toString()).replaceAll(""), null);
            builder.withProducer("Diabolo");
            builder.toStream(out);
            builder.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** The seller's colour, which was checked when it was kept. */
    private static String colour(String colour) {
        return colour.isEmpty()
                ? ""
                : """
                .offer-title { color: %1$s; }
                .offer-lines th { border-bottom-color: %1$s; }
                body { border-top: 1.2mm solid %1$s; padding-top: 4mm; }
                """.formatted(colour);
    }

    /** SHA-256, in hexadecimal. */
    static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
