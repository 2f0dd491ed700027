package io.diabolo.automation;

import static io.diabolo.jooq.Tables.AUTOMATION;
import static io.diabolo.jooq.Tables.SEARCH_ENTRY;
import static io.diabolo.jooq.Tables.WEBHOOK;
import static io.diabolo.jooq.Tables.WEBHOOK_DELIVERY;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import io.diabolo.identity.Seal;
import io.diabolo.jooq.tables.records.WebhookRecord;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.StaleVersion;
import io.diabolo.platform.Visibility;
import io.diabolo.records.ChangeSets;
import io.diabolo.records.Visible;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Addresses outside that automations tell. A secret is shown once, and sealed; another can be made while the old one is still good. */
@Service
class Webhooks {
    static final int MOST = 100;
    /** So long both secrets sign, so that a receiver can be changed without missing anything. */
    static final Duration OVERLAP = Duration.ofHours(24);

    private static final String KIND = "webhook";
    private final DSLContext sql;
    private final WebhookAddress addresses;
    private final Seal seal;
    private final ChangeSets changeSets;
    private final TransactionTemplate transactions;
    private final Clock clock;

    Webhooks(
            DSLContext sql,
            WebhookAddress addresses,
            Seal seal,
            ChangeSets changeSets,
            TransactionTemplate transactions,
            Clock clock) {
        this.sql = sql;
        this.addresses = addresses;
        this.seal = seal;
        this.changeSets = changeSets;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @param secret shown once */
    record Made(UUID id, String secret) {}

    @Transactional(readOnly = true)
    public List<Webhook> all(Actor me) {
        AutomationRights.read(me);
        return sql.selectFrom(WEBHOOK)
                .where(WEBHOOK.DELETED_AT.isNull())
                .orderBy(WEBHOOK.NAME_KEY, WEBHOOK.ID)
                .limit(MOST)
                .fetch(Webhooks::webhook);
    }

    private static Webhook webhook(WebhookRecord row) {
        return new Webhook(
                row.getId(),
                row.getName(),
                row.getUrl(),
                row.getState(),
                new MemberId(row.getOwnerId()),
                instant(row.getFailingSince()),
                instant(row.getLastOkAt()),
                instant(row.getOldUntil()),
                row.getVersion());
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    /** @throws NoSuchRecord when there is none */
    @Transactional(readOnly = true, noRollbackFor = NoSuchRecord.class)
    public Webhook get(UUID id, Actor me) {
        AutomationRights.read(me);
        return webhook(row(id));
    }

    private WebhookRecord row(UUID id) {
        return sql.selectFrom(WEBHOOK)
                .where(WEBHOOK.ID.eq(id))
                .and(WEBHOOK.DELETED_AT.isNull())
                .fetchOptional()
                .orElseThrow(() -> new NoSuchRecord(KIND, id));
    }

    @Transactional(readOnly = true)
    public boolean isThere(@Nullable UUID id) {
        return id != null && sql.fetchExists(WEBHOOK, WEBHOOK.ID.eq(id).and(WEBHOOK.DELETED_AT.isNull()));
    }

    @Transactional(readOnly = true)
    public String name(UUID id) {
        return row(id).getName();
    }

    /**
     * The name service is asked before the transaction begins: an answer that takes long holds up nobody else.
     *
     * @throws BadInput naming what is wrong with the address
     */
    public Made create(String name, String url, Actor me) {
        AutomationRights.write(me);
        refuse(name, url);
        return Objects.requireNonNull(transactions.execute(_ -> write(name, url, me)));
    }

    private Made write(String name, String url, Actor me) {
        if (sql.fetchCount(WEBHOOK, WEBHOOK.DELETED_AT.isNull()) >= MOST) {
            throw new BadInput("name", "automation.fault.many", MOST);
        }
        var secret = Signature.newSecret();
        var changeSet = changeSets.open(me, "webhook.created", name.strip());
        var id = sql.insertInto(WEBHOOK)
                .set(WEBHOOK.NAME, name.strip())
                .set(WEBHOOK.URL, url.strip())
                .set(WEBHOOK.SECRET, closed(secret))
                .set(WEBHOOK.OWNER_ID, me.member().value())
                .set(WEBHOOK.CREATED_IN, changeSet)
                .returningResult(WEBHOOK.ID)
                .fetchSingle()
                .value1();
        changeSets.created(changeSet, KIND, id);
        return new Made(id, secret);
    }

    private void refuse(String name, String url) {
        var faults = new ArrayList<BadInput.Fault>();
        if (name.isBlank()) {
            faults.add(new BadInput.Fault("name", "problem.field.required"));
        } else if (name.length() > 200 || name.indexOf('\0') >= 0) {
            faults.add(new BadInput.Fault("name", "problem.field.too-long", 200));
        }
        var fault = addresses.fault(url);
        if (fault != null) {
            faults.add(fault);
        }
        if (!faults.isEmpty()) {
            throw new BadInput(faults);
        }
    }

    private byte[] closed(String secret) {
        return seal.close(secret.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The name service is asked before the transaction begins, as in {@link #create}.
     *
     * @param on what was stopped begins anew; null: on, off or stopped, it stays so
     * @param version the one that was looked at; null takes what is there
     */
    public void save(UUID id, String name, String url, @Nullable Boolean on, @Nullable Integer version, Actor me) {
        AutomationRights.write(me);
        refuse(name, url);
        transactions.executeWithoutResult(_ -> write(lock(id, version), name, url, on, me));
    }

    private void write(WebhookRecord row, String name, String url, @Nullable Boolean on, Actor me) {
        var id = row.getId();
        if (!row.getUrl().equals(url.strip()) && tellsForOthers(id, me)) {
            throw new BadInput("url", "webhook.fault.others");
        }
        var state = on == null ? row.getState() : on ? "on" : "off";
        var changeSet = changeSets.open(me, "webhook.updated", name.strip());
        changeSets.updated(
                changeSet,
                KIND,
                id,
                Map.of("name", row.getName(), "url", row.getUrl(), "state", row.getState()),
                Map.of("name", name.strip(), "url", url.strip(), "state", state));
        if (state.equals("on") && !row.getState().equals("on")) {
            row.setFailingSince(null);
        }
        row.setName(name.strip());
        row.setUrl(url.strip());
        row.setState(state);
        row.setOwnerId(me.member().value());
        write(row);
    }

    /** Whether it is told, or can be told again, of records that {@code me} doesn't see: led elsewhere, it would show them. */
    private boolean tellsForOthers(UUID id, Actor me) {
        if (me.visibility() instanceof Visibility.All) {
            return false;
        }
        var named = "{\"actions\": [{\"kind\": \"webhook\", \"values\": {\"webhook\": \"" + id + "\"}}]}";
        return sql.fetchExists(selectOne()
                        .from(AUTOMATION)
                        .where(AUTOMATION.DELETED_AT.isNull())
                        .and(AUTOMATION.KEEPER_ID.ne(me.member().value()))
                        .and(condition("{0} @> {1}::jsonb", AUTOMATION.PLAN, val(named))))
                || sql.fetchExists(selectOne()
                        .from(WEBHOOK_DELIVERY)
                        .where(WEBHOOK_DELIVERY.WEBHOOK_ID.eq(id))
                        .and(WEBHOOK_DELIVERY.RECORD_ID.isNotNull())
                        .andNotExists(selectOne()
                                .from(SEARCH_ENTRY)
                                .where(SEARCH_ENTRY.KIND.eq(WEBHOOK_DELIVERY.RECORD_TYPE))
                                .and(SEARCH_ENTRY.RECORD_ID.eq(WEBHOOK_DELIVERY.RECORD_ID))
                                .and(Visible.to(me, List.of(SEARCH_ENTRY.OWNER_ID)))));
    }

    private WebhookRecord lock(UUID id, @Nullable Integer version) {
        var row = sql.selectFrom(WEBHOOK)
                .where(WEBHOOK.ID.eq(id))
                .and(WEBHOOK.DELETED_AT.isNull())
                .forUpdate()
                .fetchOptional()
                .orElseThrow(() -> new NoSuchRecord(KIND, id));
        if (version != null && !version.equals(row.getVersion())) {
            throw new StaleVersion(version, row.getVersion());
        }
        return row;
    }

    private void write(WebhookRecord row) {
        row.setVersion(row.getVersion() + 1);
        row.setUpdatedAt(now());
        row.update();
    }

    /** Another secret; the one of before signs beside it for a day. @return shown once */
    @Transactional
    public String renewSecret(UUID id, Actor me) {
        AutomationRights.write(me);
        var row = lock(id, null);
        var changeSet = changeSets.open(me, "webhook.secret", row.getName());
        changeSets.updated(changeSet, KIND, id, Map.of(), Map.of());
        var secret = Signature.newSecret();
        row.setOldSecret(row.getSecret());
        row.setOldUntil(now().plus(OVERLAP));
        row.setSecret(closed(secret));
        write(row);
        return secret;
    }

    @Transactional
    public void delete(UUID id, Actor me) {
        AutomationRights.write(me);
        var row = lock(id, null);
        var changeSet = changeSets.open(me, "webhook.deleted", row.getName());
        changeSets.deleted(changeSet, KIND, id);
        row.setState("off");
        row.setDeletedAt(now());
        write(row);
    }

    /** Those that sign now. */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<String> secrets(UUID id, Instant now) {
        var row = sql.selectFrom(WEBHOOK).where(WEBHOOK.ID.eq(id)).fetchSingle();
        var all = new ArrayList<>(List.of(opened(row.getSecret())));
        var old = row.getOldSecret();
        var until = row.getOldUntil();
        if (old != null && until != null && until.toInstant().isAfter(now)) {
            all.add(opened(old));
        }
        return all;
    }

    private String opened(byte[] sealed) {
        return new String(seal.open(sealed), StandardCharsets.UTF_8);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
