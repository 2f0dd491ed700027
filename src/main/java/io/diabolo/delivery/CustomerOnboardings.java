package io.diabolo.delivery;

import io.diabolo.identity.Members;
import io.diabolo.platform.Actor;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.Origin;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.platform.Workspaces;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** What a customer may do by the link that they were given: see how it goes on, and tick what is theirs. */
@Service
class CustomerOnboardings {
    private static final int WRITES = 120;
    private static final Duration WINDOW = Duration.ofHours(1);

    private final DSLContext sql;
    private final OnboardingStore store;
    private final Onboardings onboardings;
    private final Members members;
    private final Workspaces workspaces;
    private final Clock clock;
    private final TransactionTemplate apart;

    CustomerOnboardings(
            DSLContext sql,
            OnboardingStore store,
            Onboardings onboardings,
            Members members,
            Workspaces workspaces,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.sql = sql;
        this.store = store;
        this.onboardings = onboardings;
        this.members = members;
        this.workspaces = workspaces;
        this.clock = clock;
        this.apart = new TransactionTemplate(transactions);
        // A member of another workspace who follows the link reads in a transaction of their own.
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** @param seller who delivers */
    record Shown(Onboardings.Whole whole, String seller) {}

    sealed interface Answer {
        record Done() implements Answer {}

        /** It isn't theirs, or nothing can be ticked any more. */
        record Closed() implements Answer {}

        record Nameless() implements Answer {}

        record TooOften() implements Answer {}
    }

    /** @throws NoSuchRecord when the link opens nothing */
    Shown show(String link) {
        return in(
                link,
                onboarding -> new Shown(
                        onboardings.whole(onboarding), workspaces.settings().name()));
    }

    /** @param by how whoever ticks is called */
    Answer tick(String link, UUID step, boolean done, String by) {
        var place = read(link);
        // Before anything is counted, or every made-up link would leave a row.
        show(link);
        if (by.isBlank()) {
            return new Answer.Nameless();
        }
        if (!mayWrite(place)) {
            return new Answer.TooOften();
        }
        return in(link, onboarding -> {
            store.lock(onboarding.getId());
            var theirs = store.steps(onboarding.getId()).stream()
                    .anyMatch(one -> one.id().equals(step) && !one.isOurs());
            if (!theirs || !onboarding.getState().equals("running")) {
                return new Answer.Closed();
            }
            onboardings.tick(onboarding, step, done, by, actor(onboarding.getOwnerId(), place));
            return new Answer.Done();
        });
    }

    private Actor actor(@org.jspecify.annotations.Nullable UUID owner, OnboardingLink place) {
        var me = owner == null
                ? members.firstAdministrator(place.workspace())
                : members.orderedBy(members.present(new MemberId(owner)));
        return me.through(Origin.RULE);
    }

    private <T> T in(String link, Function<io.diabolo.jooq.tables.records.OnboardingRecord, T> work) {
        var place = read(link);
        return WorkspaceScope.in(
                place.workspace(),
                () -> Objects.requireNonNull(apart.execute(_ -> {
                    var onboarding = store.byLink(place.text());
                    if (onboarding == null) {
                        throw new NoSuchRecord("onboarding", link);
                    }
                    return work.apply(onboarding);
                })));
    }

    private static OnboardingLink read(String text) {
        var link = OnboardingLink.read(text);
        if (link == null) {
            throw new NoSuchRecord("onboarding", text);
        }
        return link;
    }

    /** People tick a few dozen times an hour; machines would fill the history. */
    private boolean mayWrite(OnboardingLink link) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
        return WorkspaceScope.in(
                link.workspace(),
                () -> Boolean.TRUE.equals(apart.execute(_ -> sql.resultQuery(
                                        "select note_attempt(?, cast(? as timestamptz), cast(? as timestamptz), ?)",
                                        sha256("onboarding|" + link.text()),
                                        now,
                                        now.minus(WINDOW),
                                        WRITES)
                                .fetchSingle(0, OffsetDateTime.class)
                        == null)));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
