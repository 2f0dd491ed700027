package io.diabolo.offers;

import io.diabolo.web.Printing;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.springframework.stereotype.Component;

/** A quote's document as PDF. */
@Component
class Pdf {
    private final Printing printing;
    private final String css = Printing.sheet("/offers/document.css");

    Pdf(Printing printing) {
        this.printing = printing;
    }

    byte[] of(DocumentView view) {
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
