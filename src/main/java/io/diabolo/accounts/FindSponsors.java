package io.diabolo.accounts;

import static org.jooq.impl.DSL.val;

import io.diabolo.identity.Members;
import io.diabolo.jooq.tables.records.CustomerAccountRecord;
import io.diabolo.notifications.Notice;
import io.diabolo.notifications.NotificationKind;
import io.diabolo.notifications.Notifications;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.Origin;
import io.diabolo.platform.Texts;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.ChangeSets;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who carried us at a customer (a champion, or who decided on the money) and works there no longer: told to those who look
 * after the customer, once for each departure. A person who comes back and leaves again is told again.
 */
@Component
class FindSponsors {
    private static final int AT_ONCE = 500;
    private final DSLContext sql;
    private final SuggestionStore store;
    private final CountAccounts accounts;
    private final Around around;

    /** By whom it is written down, and whom it is told. */
    @Component
    record Around(ChangeSets changeSets, Members members, Notifications notifications, Texts texts, Clock clock) {}

    FindSponsors(DSLContext sql, SuggestionStore store, CountAccounts accounts, Around around) {
        this.sql = sql;
        this.store = store;
        this.accounts = accounts;
        this.around = around;
    }

    /** Reads people by their positions; safe to run twice. @return how many left */
    @Transactional
    public int look() {
        var gone = sql.fetch("""
                select distinct on (o.company_id, s.person_id) o.company_id, s.person_id, s.part, p.name,
                       now_at.name as now_at, now_at.id as now_id
                from stakeholder s
                join opportunity o on o.id = s.opportunity_id and o.deleted_at is null
                join customer_account a on a.id = o.company_id and a.state = 'customer'
                join person p on p.id = s.person_id and p.deleted_at is null
                join person_position was on was.person_id = p.id and was.company_id = o.company_id and was.ended_on is not null
                left join company now_at on now_at.id = p.company_id
                where s.deleted_at is null and s.part in ('champion', 'economic_buyer')
                  and p.company_id is distinct from o.company_id
                  and not exists (select from suggestion g
                                  where g.company_id = o.company_id and g.person_id = s.person_id and g.kind = 'sponsor'
                                    and (g.state = 'open' or g.created_at::date >= was.ended_on))
                order by o.company_id, s.person_id, s.part
                limit {0}
                """, val(AT_ONCE));
        if (gone.isEmpty()) {
            return 0;
        }
        var me = around.members()
                .firstAdministrator(Objects.requireNonNull(WorkspaceScope.workspace()))
                .through(Origin.RULE);
        var changeSet = around.changeSets().open(me, "suggestion.found", "");
        var known = store.accounts(gone.getValues(0, UUID.class)).stream()
                .collect(java.util.stream.Collectors.toMap(CustomerAccountRecord::getId, one -> one));
        var made = 0;
        for (var row : gone) {
            made += tell(row, Objects.requireNonNull(known.get(row.get(0, UUID.class))), changeSet);
        }
        accounts.of(new LinkedHashSet<>(gone.getValues(0, UUID.class)));
        return made;
    }

    private int tell(Record row, CustomerAccountRecord account, UUID changeSet) {
        var found = new SuggestionStore.Found(
                SuggestionKind.SPONSOR,
                account,
                null,
                row.get(1, UUID.class),
                null,
                said(row, Locale.FRENCH),
                said(row, Locale.ENGLISH),
                Map.of());
        if (store.open(found, changeSet) == 0) {
            return 0;
        }
        var whom = Stream.of(account.getOwnerId(), account.getAmId(), account.getCsmId())
                .filter(Objects::nonNull)
                .distinct()
                .map(id -> around.members().present(new MemberId(id)))
                .toList();
        around.notifications()
                .tell(
                        new Notice(
                                NotificationKind.SPONSOR_LEFT,
                                "sponsor-left/" + account.getId() + "/" + row.get(1, UUID.class) + "/" + changeSet,
                                "onboarding",
                                "company",
                                account.getId(),
                                null,
                                null,
                                "/accounts/" + account.getId(),
                                around.clock().instant()),
                        List.copyOf(whom));
        return 1;
    }

    /** Their part, and where they are now as far as it is known; whose name it is stands beside it. */
    private String said(Record row, Locale locale) {
        var part = around.texts().text(locale, "sponsor.part." + row.get(2, String.class));
        var now = row.get(4, String.class);
        return now == null
                ? around.texts().text(locale, "sponsor.left", part)
                : around.texts().text(locale, "sponsor.moved", part, now);
    }
}
