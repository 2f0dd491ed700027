package io.diabolo.automation;

import static io.diabolo.jooq.Tables.WEBHOOK;
import static io.diabolo.jooq.Tables.WEBHOOK_DELIVERY;

import io.diabolo.jooq.tables.records.WebhookDeliveryRecord;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.WorkspaceId;
import io.diabolo.platform.WorkspaceScope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells webhooks what is due, several side by side. That an attempt begins is written before it does, so that one that was cut
 * off is made again, with the same id; nothing is ever told in a transaction.
 */
@Service
class SendDeliveries {
    private static final Logger LOG = LoggerFactory.getLogger(SendDeliveries.class);
    private static final int SIDE_BY_SIDE = 8;
    private static final int A_ROUND = 200;
    /** After so long an attempt whose end nobody wrote down was cut off. */
    static final Duration LEASE = Duration.ofMinutes(2);
    /** Between the attempts, as Standard Webhooks recommends: over three days in all. */
    static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));
    /** An address that has failed for so long isn't told any more until somebody has looked. */
    static final Duration PATIENCE = Duration.ofDays(5);

    private final DSLContext sql;
    private final TransactionTemplate transactions;
    private final Webhooks webhooks;
    private final WebhookClient client;
    private final TellKeepers telling;
    private final Clock clock;

    SendDeliveries(
            DSLContext sql,
            TransactionTemplate transactions,
            Webhooks webhooks,
            WebhookClient client,
            TellKeepers telling,
            Clock clock) {
        this.sql = sql;
        this.transactions = transactions;
        this.webhooks = webhooks;
        this.client = client;
        this.telling = telling;
        this.clock = clock;
    }

    void everywhere(Instant now) {
        for (var id : sql.fetchValues(
                "select * from workspaces_with_due_deliveries({0})", org.jooq.impl.DSL.val(Runs.utc(now)))) {
            try {
                WorkspaceScope.run(new WorkspaceId((UUID) id), () -> here(now));
            } catch (RuntimeException e) {
                // One that fails doesn't hold up the others; it is tried again.
                LOG.error("the webhooks of a workspace could not be told", e);
            }
        }
    }

    /** The present workspace. @return how many attempts were made */
    int here(Instant now) {
        var workspace = WorkspaceScope.workspace();
        var places = new Semaphore(SIDE_BY_SIDE);
        var made = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new java.util.ArrayList<java.util.concurrent.Future<?>>();
            while (made < A_ROUND) {
                var one = begin(now);
                if (one == null) {
                    break;
                }
                made++;
                places.acquire();
                all.add(threads.submit(() -> WorkspaceScope.run(workspace, () -> {
                    try {
                        settle(one, client.tell(one.url(), one.id(), one.body(), one.secrets(), clock.instant()), now);
                    } finally {
                        places.release();
                    }
                })));
            }
            for (var one : all) {
                one.get();
            }
        } catch (ExecutionException e) {
            LOG.error("a webhook could not be told", e.getCause());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return made;
    }

    private record Attempt(UUID id, UUID webhook, String url, String body, List<String> secrets) {}

    private @Nullable Attempt begin(Instant now) {
        return transactions.execute(_ -> {
            var due = sql.select(WEBHOOK_DELIVERY.asterisk(), WEBHOOK.URL, WEBHOOK.STATE)
                    .from(WEBHOOK_DELIVERY)
                    .join(WEBHOOK)
                    .on(WEBHOOK.WORKSPACE_ID.eq(WEBHOOK_DELIVERY.WORKSPACE_ID))
                    .and(WEBHOOK.ID.eq(WEBHOOK_DELIVERY.WEBHOOK_ID))
                    .where(WEBHOOK_DELIVERY.NEXT_AT.le(Runs.utc(now)))
                    .and(WEBHOOK.STATE.eq("on"))
                    .orderBy(WEBHOOK_DELIVERY.NEXT_AT, WEBHOOK_DELIVERY.ID)
                    .limit(1)
                    .forUpdate()
                    .of(WEBHOOK_DELIVERY)
                    .skipLocked()
                    .fetchOne();
            if (due == null) {
                putAside(now);
                return null;
            }
            var row = due.into(WEBHOOK_DELIVERY);
            row.setState("sending");
            row.setTries(row.getTries() + 1);
            row.setNextAt(Runs.utc(now.plus(LEASE)));
            row.update();
            return new Attempt(
                    row.getId(),
                    row.getWebhookId(),
                    due.get(WEBHOOK.URL),
                    row.getBody(),
                    webhooks.secrets(row.getWebhookId(), now));
        });
    }

    /** What is for an address that is off can be told again from the log; it doesn't wait for ever. */
    private void putAside(Instant now) {
        sql.update(WEBHOOK_DELIVERY)
                .set(WEBHOOK_DELIVERY.STATE, "failed")
                .set(WEBHOOK_DELIVERY.TROUBLE, "webhook.trouble.off")
                .set(WEBHOOK_DELIVERY.FINISHED_AT, Runs.utc(now))
                .setNull(WEBHOOK_DELIVERY.NEXT_AT)
                .where(WEBHOOK_DELIVERY.NEXT_AT.le(Runs.utc(now)))
                .and(WEBHOOK_DELIVERY.WEBHOOK_ID.in(
                        org.jooq.impl.DSL.select(WEBHOOK.ID).from(WEBHOOK).where(WEBHOOK.STATE.ne("on"))))
                .execute();
    }

    private void settle(Attempt attempt, WebhookClient.Answer answer, Instant now) {
        transactions.executeWithoutResult(_ -> {
            var row = sql.selectFrom(WEBHOOK_DELIVERY)
                    .where(WEBHOOK_DELIVERY.ID.eq(attempt.id()))
                    .forUpdate()
                    .fetchOne();
            if (row == null) {
                return;
            }
            row.setStatus(answer.status());
            row.setAnswer(answer.excerpt());
            row.setTrouble(answer.trouble());
            row.setMillis(answer.millis());
            if (answer.isTaken()) {
                row.setState("delivered");
                row.setNextAt(null);
                row.setFinishedAt(Runs.utc(now));
                row.update();
                taken(attempt.webhook(), now);
            } else {
                later(row, now);
                failing(attempt.webhook(), now);
            }
        });
    }

    private static void later(WebhookDeliveryRecord row, Instant now) {
        if (row.getTries() > PAUSES.size()) {
            row.setState("failed");
            row.setNextAt(null);
            row.setFinishedAt(Runs.utc(now));
        } else {
            row.setState("waiting");
            row.setNextAt(Runs.utc(now.plus(PAUSES.get(row.getTries() - 1))));
        }
        row.update();
    }

    private void taken(UUID webhook, Instant now) {
        sql.update(WEBHOOK)
                .setNull(WEBHOOK.FAILING_SINCE)
                .set(WEBHOOK.LAST_OK_AT, Runs.utc(now))
                .where(WEBHOOK.ID.eq(webhook))
                .execute();
    }

    private void failing(UUID id, Instant now) {
        var row = sql.selectFrom(WEBHOOK).where(WEBHOOK.ID.eq(id)).forUpdate().fetchSingle();
        var since = row.getFailingSince();
        if (since == null) {
            row.setFailingSince(Runs.utc(now));
            row.update();
        } else if (row.getState().equals("on") && since.toInstant().isBefore(now.minus(PATIENCE))) {
            row.setState("stopped");
            row.update();
            telling.stopped(id, row.getName(), new MemberId(row.getOwnerId()));
        }
    }
}
