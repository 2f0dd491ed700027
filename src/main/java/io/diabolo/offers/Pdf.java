package io.diabolo.offers;

import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.diabolo.web.PdfDocuments;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import io.diabolo.web.Printing;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** A quote's document as a PDF that can be kept for as long as it counts. */
@Component
class Pdf {
    private final TemplateEngine pages;
    private final PdfDocuments documents;
    private final String css;

    Pdf(TemplateEngine pages, PdfDocuments documents) {
        this.pages = pages;
        this.documents = documents;
        this.css = read();
    }

    private static String read() {
        try (var in = Objects.requireNonNull(Pdf.class.getResourceAsStream("/offers/document.css"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] of(DocumentView view) {
        var html = new StringOutput();
        pages.render("offers/printed.jte", Map.of("doc", view, "css", css), html);
        return documents.of(html.toString(), new Strokes());

/** A quote's document as PDF. */
    private final Printing printing;
    private final String css = Printing.sheet("/offers/document.css");

    Pdf(Printing printing) {
        this.printing = printing;
    }

        return printing.pdf("offers/printed.jte", Map.of("doc", view), css, new Strokes());
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
