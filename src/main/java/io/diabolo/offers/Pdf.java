package io.diabolo.offers;

import io.diabolo.web.Printing;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.springframework.stereotype.Component;

/** A quote's document as a PDF that can be kept for as long as it counts. */
@Component
class Pdf {
    private final Printing printing;
    private final String css = Printing.sheet("/offers/document.css");

    Pdf(Printing printing) {
        this.printing = printing;
    }

    byte[] of(DocumentView view) {
        return printing.pdf("offers/printed.jte", Map.of("doc", view), css + colour(view.colour()), new Strokes());
    }

    /** The seller's colour, which was checked when it was kept. */
    private static String colour(String colour) {
        return colour.isEmpty() ? "" : """
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
