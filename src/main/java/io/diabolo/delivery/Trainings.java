package io.diabolo.delivery;

import static io.diabolo.jooq.Tables.TRAINING;
import static io.diabolo.jooq.Tables.TRAINING_GUEST;

import io.diabolo.platform.Actor;
import io.diabolo.platform.Announcements;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.records.ChangeSets;
import io.diabolo.records.Records;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Trainings of a customer, and who came to them. Whoever sees the onboarding may write them down. */
@Service
class Trainings {
    private static final int MOST_GUESTS = 200;
    private final DSLContext sql;
    private final OnboardingStore store;
    private final OnboardingType type;
    private final Records records;
    private final ChangeSets changeSets;
    private final Announcements announcements;

    Trainings(
            DSLContext sql,
            OnboardingStore store,
            OnboardingType type,
            Records records,
            ChangeSets changeSets,
            Announcements announcements) {
        this.sql = sql;
        this.store = store;
        this.type = type;
        this.records = records;
        this.changeSets = changeSets;
        this.announcements = announcements;
    }

    /** A training to come, or one that was: who is expected, a name a line. */
    record NewTraining(String subject, Instant startsAt, String place, List<String> guests) {}

    @Transactional
    public UUID add(UUID id, NewTraining wanted, Actor me) {
        me.mayWrite();
        records.get(type, id, me);
        var onboarding = store.lock(id);
        if (wanted.subject().isBlank()) {
            throw new BadInput("subject", "onboarding.fault.subject");
        }
        if (wanted.guests().size() > MOST_GUESTS) {
            throw new BadInput("guests", "onboarding.fault.guests");
        }
        var changeSet = changeSets.open(me, "onboarding.training", onboarding.getName() + " · " + wanted.subject());
        var training = sql.insertInto(TRAINING)
                .set(TRAINING.ONBOARDING_ID, id)
                .set(TRAINING.SUBJECT, wanted.subject())
                .set(TRAINING.STARTS_AT, wanted.startsAt().atOffset(ZoneOffset.UTC))
                .set(TRAINING.PLACE, wanted.place())
                .set(TRAINING.TRAINER_ID, me.member().value())
                .set(TRAINING.CREATED_IN, changeSet)
                .returningResult(TRAINING.ID)
                .fetchSingle()
                .value1();
        changeSets.created(changeSet, "training", training);
        for (var guest : wanted.guests()) {
            sql.insertInto(TRAINING_GUEST)
                    .set(TRAINING_GUEST.TRAINING_ID, training)
                    .set(TRAINING_GUEST.NAME, guest)
                    .set(TRAINING_GUEST.CREATED_IN, changeSet)
                    .execute();
        }
        announcements.changed("onboarding-" + id);
        return changeSet;
    }

    /** Says who came to a training: all others of it didn't. */
    @Transactional
    public UUID attended(UUID id, UUID training, List<UUID> came, Actor me) {
        me.mayWrite();
        records.get(type, id, me);
        var onboarding = store.lock(id);
        var one = store.trainings(id).stream()
                .filter(found -> found.id().equals(training))
                .findFirst()
                .orElseThrow(() -> new NoSuchRecord("training", training));
        var changeSet = changeSets.open(me, "onboarding.attendance", onboarding.getName() + " · " + one.subject());
        for (var guest : one.guests()) {
            var before = new HashMap<String, @Nullable Object>();
            before.put("came", guest.came());
            changeSets.updated(
                    changeSet, "training_guest", guest.id(), before, Map.of("came", came.contains(guest.id())));
            sql.update(TRAINING_GUEST)
                    .set(TRAINING_GUEST.CAME, came.contains(guest.id()))
                    .where(TRAINING_GUEST.ID.eq(guest.id()))
                    .execute();
        }
        announcements.changed("onboarding-" + id);
        return changeSet;
    }
}
