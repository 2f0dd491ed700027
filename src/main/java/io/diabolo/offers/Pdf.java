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
