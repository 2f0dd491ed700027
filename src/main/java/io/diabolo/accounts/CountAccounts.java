package io.diabolo.accounts;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.CONTRACT;
import static io.diabolo.jooq.Tables.CUSTOMER_ACCOUNT;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.not;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import io.diabolo.delivery.FollowsContract;
import io.diabolo.offers.Conversion;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Workspaces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Counts accounts anew from what they are about. It can always be done again and comes out the same, so everything may ask
 * for it: the hour, a contract that changes, a hand-off that is accepted.
 */
@Component
class CountAccounts implements FollowsContract {
    private static final String COUNTED = read();
    private final DSLContext sql;
    private final Workspaces workspaces;
    private final Clock clock;

    CountAccounts(DSLContext sql, Workspaces workspaces, Clock clock) {
        this.sql = sql;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    private static String read() {
        try (var in = Objects.requireNonNull(CountAccounts.class.getResourceAsStream("countAccounts.sql"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All of the workspace. */
    @Transactional
    public void all() {
        count(null);
    }

    /** These companies, whether they are customers or not. */
    @Transactional
    public void of(Collection<UUID> companies) {
        if (!companies.isEmpty()) {
            count(companies.toArray(UUID[]::new));
        }
    }

    private void count(UUID @Nullable [] companies) {
        var settings = workspaces.settings();
        sql.execute(
                COUNTED,
                val(LocalDate.ofInstant(clock.instant(), settings.zone())),
                val(settings.currency().getCurrencyCode(), SQLDataType.CHAR(3)),
                val(companies, SQLDataType.UUID.array()),
                val(clock.instant().atOffset(ZoneOffset.UTC)),
                worth(settings.currency().getCurrencyCode()));
        sql.deleteFrom(CUSTOMER_ACCOUNT)
                .where(companies == null ? noCondition() : CUSTOMER_ACCOUNT.ID.in(List.of(companies)))
                .and(not(exists(selectOne()
                        .from(CONTRACT)
                        .join(COMPANY)
                        .on(COMPANY.WORKSPACE_ID.eq(CONTRACT.WORKSPACE_ID))
                        .and(COMPANY.ID.eq(CONTRACT.COMPANY_ID))
                        .where(CONTRACT.COMPANY_ID.eq(CUSTOMER_ACCOUNT.ID))
                        .and(CONTRACT.DELETED_AT.isNull())
                        .and(COMPANY.DELETED_AT.isNull()))))
                .execute();
    }

    /** A year of the contract {@code c} in the workspace's currency. */
    private static Field<BigDecimal> worth(String currency) {
        return Conversion.minor(
                field("c.recurring_minor", Long.class),
                field("c.currency", String.class),
                currency,
                field("c.rate", BigDecimal.class));
    }

    @Override
    public void changed(UUID contract, UUID changeSet, Actor me) {
        customerOf(contract);
    }

    @Override
    public void renewed(UUID contract, LocalDate on, UUID changeSet, Actor me) {
        customerOf(contract);
    }

    @Override
    public LocalDate signed(UUID opportunity, LocalDate on, UUID changeSet, Actor me) {
        return on;
    }

    private void customerOf(UUID contract) {
        var company = sql.select(CONTRACT.COMPANY_ID)
                .from(CONTRACT)
                .where(CONTRACT.ID.eq(contract))
                .fetchOne(CONTRACT.COMPANY_ID);
        if (company != null) {
            of(List.of(company));
        }
    }
}
