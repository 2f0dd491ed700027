package io.diabolo.acquisition;

import static io.diabolo.jooq.Tables.ASSET;
import static io.diabolo.jooq.Tables.CAMPAIGN;

import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a share of leads is attributed to, by name. */
@Component
class Attributed {
    private final DSLContext sql;

    Attributed(DSLContext sql) {
        this.sql = sql;
    }

    /** Null when there is none in this workspace. */
    @Transactional(readOnly = true)
    @Nullable
    String of(String by, UUID id) {
        return by.equals("asset")
                ? sql.select(ASSET.NAME).from(ASSET).where(ASSET.ID.eq(id)).fetchOne(ASSET.NAME)
                : sql.select(CAMPAIGN.NAME)
                        .from(CAMPAIGN)
                        .where(CAMPAIGN.ID.eq(id))
                        .fetchOne(CAMPAIGN.NAME);
    }
}
