package io.diabolo.web;

import com.openhtmltopdf.extend.SVGDrawer;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Well-formed HTML as PDF/A-2u, so that it can be kept and read for as long as it counts: fonts embedded, nothing fetched. */
@Component
public class PdfDocuments {
    /** The family that a document's style names. */
    public static final String FONT = "Liberation";

    /** Signs that XML has no way to write, whoever typed them into a name. */
    private static final Pattern UNWRITABLE =
            Pattern.compile("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]|\\p{Cs}");

    private static final int BOLD = 700;
    private static final int PLAIN = 400;

    private final byte[] colours = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();

    /** @param drawer of the SVG that stands in it; null where there is none */
    public byte[] of(String html, @Nullable SVGDrawer drawer) {
        var out = new ByteArrayOutputStream();
        try {
            var builder = new PdfRendererBuilder();
            builder.useFont(
                    () -> resource("/liberation/LiberationSans-Regular.ttf"), FONT, PLAIN, FontStyle.NORMAL, true);
            builder.useFont(() -> resource("/liberation/LiberationSans-Bold.ttf"), FONT, BOLD, FontStyle.NORMAL, true);
            builder.usePdfAConformance(PdfAConformance.PDFA_2_U);
            builder.useColorProfile(colours);
            if (drawer != null) {
                builder.useSVGDrawer(drawer);
            }
            // The document names no address, and may fetch none.
            builder.useUriResolver((_, _) -> null);
            builder.withHtmlContent(UNWRITABLE.matcher(html).replaceAll(""), null);
            builder.withProducer("Diabolo");
            builder.toStream(out);
            builder.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(PdfDocuments.class.getResourceAsStream(name), name);
    }
}
