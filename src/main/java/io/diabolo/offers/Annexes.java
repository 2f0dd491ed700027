package io.diabolo.offers;

import io.diabolo.platform.Files;
import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads what a document needs beside the quote. */
@Component
class Annexes {
    private final QuoteReturns returns;
    private final ContributionStore contributions;
    private final Logos logos;
    private final Files files;

    Annexes(QuoteReturns returns, ContributionStore contributions, Logos logos, Files files) {
        this.returns = returns;
        this.contributions = contributions;
        this.logos = logos;
        this.files = files;
    }

    @Transactional(readOnly = true)
    public Annexed of(Quote quote, Seller seller) {
        var parts = contributions.standing(quote).values().stream()
                .filter(Contribution::shown)
                .toList();
        var pictures = new HashMap<UUID, String>();
        parts.forEach(part -> {
            var file = part.fileId();
            if (file != null && files.find(file).contentType().equals(Contributions.PICTURE)) {
                var bytes = new ByteArrayOutputStream();
                files.copy(file, bytes);
                pictures.put(part.id(), Picture.address(bytes.toByteArray(), "jpeg"));
            }
        });
        return new Annexed(
                returns.of(quote), parts, pictures, logos.address(seller.brand().logo()));
    }
}
