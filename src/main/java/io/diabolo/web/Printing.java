package io.diabolo.web;

import com.openhtmltopdf.extend.SVGDrawer;
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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Templates and pages as PDF/A-2u, so that it can be kept and read for as long as it counts: fonts embedded, nothing fetched. */
/* A name of its own: the bench prints too. */
@Component("printingOfDocuments")
public class Printing {
    private static final String FONT = "Liberation";
    /** Signs that XML has no way to write, whoever typed them into a name. */
    private static final Pattern UNWRITABLE =
            Pattern.compile("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]|\\p{Cs}");

    private static final int BOLD = 700;
    private static final int PLAIN = 400;

    private final TemplateEngine pages;
    private final byte[] colours = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();

    Printing(TemplateEngine pages) {
        this.pages = pages;
    }

    /** The text of a style sheet on the class path. */
    public static String sheet(String name) {
        try (var in = resource(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(Printing.class.getResourceAsStream(name), name);
    }

    /**
     * @param template such as {@code offers/printed.jte}; it takes its style sheet as {@code css}
     * @param model its further parameters
     * @param drawings what draws SVG; null where there is none
     */
    public byte[] pdf(String template, Map<String, Object> model, String css, @Nullable SVGDrawer drawings) {
        var whole = new LinkedHashMap<>(model);
        whole.put("css", css);
        var html = new StringOutput();
        pages.render(template, whole, html);
        return pdf(html.toString(), drawings);
    }

    /** @param html well-formed */
    public byte[] pdf(String html, @Nullable SVGDrawer drawings) {
        var out = new ByteArrayOutputStream();
        try {
            var builder = new PdfRendererBuilder();
            builder.useFont(
                    () -> resource("/liberation/LiberationSans-Regular.ttf"), FONT, PLAIN, FontStyle.NORMAL, true);
            builder.useFont(() -> resource("/liberation/LiberationSans-Bold.ttf"), FONT, BOLD, FontStyle.NORMAL, true);
            builder.usePdfAConformance(PdfAConformance.PDFA_2_U);
            builder.useColorProfile(colours);
            if (drawings != null) {
                builder.useSVGDrawer(drawings);
            }
            // The document names no address, and may fetch none; pictures stand in it.
            builder.useUriResolver((_, address) -> address.startsWith("data:image/") ? address : null);
            builder.withHtmlContent(UNWRITABLE.matcher(html).replaceAll(""), null);
            builder.withProducer("Diabolo");
            builder.toStream(out);
            builder.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
