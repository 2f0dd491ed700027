package io.diabolo.offers;

import static io.diabolo.jooq.Tables.SELLER_LOGO;

import io.diabolo.platform.BadInput;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The pictures on the seller's documents, by their hash. */
@Component
class Logos {
    static final int MOST_BYTES = 1_000_000;
    private static final int WIDEST = 600;
    private static final int HIGHEST = 200;

    private final DSLContext sql;

    Logos(DSLContext sql) {
        this.sql = sql;
    }

    /** @return its hash @throws BadInput when it is no PNG or JPEG, or too large */
    @Transactional(propagation = Propagation.MANDATORY)
    public String keep(byte[] handedIn) {
        var png = handedIn.length > MOST_BYTES ? null : Picture.png(handedIn, WIDEST, HIGHEST);
        if (png == null) {
            throw new BadInput("logo", "seller.fault.logo", MOST_BYTES / 1_000_000);
        }
        var hash = Pdf.hash(png);
        sql.insertInto(SELLER_LOGO)
                .set(SELLER_LOGO.HASH, hash)
                .set(SELLER_LOGO.BYTES, png)
                .onConflictDoNothing()
                .execute();
        return hash;
    }

    /** As a document shows it; empty without one. */
    @Transactional(readOnly = true)
    public String address(String hash) {
        if (hash.isEmpty()) {
            return "";
        }
        var bytes = sql.select(SELLER_LOGO.BYTES)
                .from(SELLER_LOGO)
                .where(SELLER_LOGO.HASH.eq(hash))
                .fetchOne(SELLER_LOGO.BYTES);
        return bytes == null ? "" : Picture.address(bytes, "png");
    }
}
