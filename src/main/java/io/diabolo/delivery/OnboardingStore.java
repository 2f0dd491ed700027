package io.diabolo.delivery;

import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.ONBOARDING;
import static io.diabolo.jooq.Tables.ONBOARDING_STEP;
import static io.diabolo.jooq.Tables.TRAINING;
import static io.diabolo.jooq.Tables.TRAINING_GUEST;

import io.diabolo.jooq.tables.records.OnboardingRecord;
import io.diabolo.platform.NoSuchRecord;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Onboardings, their steps and trainings as they stand in tables. */
@Component
class OnboardingStore {
    private final DSLContext sql;

    OnboardingStore(DSLContext sql) {
        this.sql = sql;
    }

    /** @param came null until it is said */
    record Guest(UUID id, String name, @Nullable Boolean came) {}

    record Training(
            UUID id, String subject, Instant startsAt, String place, String trainer, List<Guest> guests, int version) {
        long there() {
            return guests.stream()
                    .filter(guest -> Boolean.TRUE.equals(guest.came()))
                    .count();
        }
    }

    @Transactional(readOnly = true)
    public OnboardingRecord get(UUID id) {
        return sql.selectFrom(ONBOARDING).where(ONBOARDING.ID.eq(id)).fetchSingle();
    }

    /** Held until the transaction ends, so that steps are done one after the other. */
    @Transactional
    public OnboardingRecord lock(UUID id) {
        return sql.selectFrom(ONBOARDING)
                .where(ONBOARDING.ID.eq(id))
                .and(ONBOARDING.DELETED_AT.isNull())
                .forUpdate()
                .fetchOptional()
                .orElseThrow(() -> new NoSuchRecord("onboarding", id));
    }

    @Transactional(readOnly = true)
    public @Nullable OnboardingRecord byLink(String link) {
        return sql.selectFrom(ONBOARDING)
                .where(ONBOARDING.LINK.eq(link))
                .and(ONBOARDING.DELETED_AT.isNull())
                .fetchOne();
    }

    /** In their order. */
    @Transactional(readOnly = true)
    public List<OnboardingStep> steps(UUID onboarding) {
        return sql.select(ONBOARDING_STEP.asterisk(), MEMBER.NAME)
                .from(ONBOARDING_STEP)
                .leftJoin(MEMBER)
                .on(MEMBER.WORKSPACE_ID.eq(ONBOARDING_STEP.WORKSPACE_ID))
                .and(MEMBER.ID.eq(ONBOARDING_STEP.OWNER_ID))
                .where(ONBOARDING_STEP.ONBOARDING_ID.eq(onboarding))
                .orderBy(ONBOARDING_STEP.POSITION, ONBOARDING_STEP.ID)
                .fetch(found -> {
                    var row = found.into(ONBOARDING_STEP);
                    return new OnboardingStep(
                            row.getId(),
                            row.getPosition(),
                            row.getKind(),
                            row.getSide(),
                            row.getRole(),
                            row.getOwnerId(),
                            found.get(MEMBER.NAME),
                            row.getName(),
                            List.of(row.getAfterIds()),
                            row.getDays(),
                            row.getDueIn(),
                            row.getAsks(),
                            row.getHandoffId(),
                            row.getStartsOn(),
                            row.getDueOn(),
                            row.getDoneAt() == null ? null : row.getDoneAt().toInstant(),
                            row.getDoneBy(),
                            row.getNote(),
                            row.getVersion());
                });
    }

    @Transactional(readOnly = true)
    public List<Training> trainings(UUID onboarding) {
        var guests = sql.select(TRAINING_GUEST.TRAINING_ID, TRAINING_GUEST.ID, TRAINING_GUEST.NAME, TRAINING_GUEST.CAME)
                .from(TRAINING_GUEST)
                .join(TRAINING)
                .on(TRAINING.WORKSPACE_ID.eq(TRAINING_GUEST.WORKSPACE_ID))
                .and(TRAINING.ID.eq(TRAINING_GUEST.TRAINING_ID))
                .where(TRAINING.ONBOARDING_ID.eq(onboarding))
                .orderBy(TRAINING_GUEST.NAME, TRAINING_GUEST.ID)
                .fetchGroups(TRAINING_GUEST.TRAINING_ID, row -> new Guest(row.value2(), row.value3(), row.value4()));
        return sql.select(
                        TRAINING.ID,
                        TRAINING.SUBJECT,
                        TRAINING.STARTS_AT,
                        TRAINING.PLACE,
                        MEMBER.NAME,
                        TRAINING.VERSION)
                .from(TRAINING)
                .join(MEMBER)
                .on(MEMBER.WORKSPACE_ID.eq(TRAINING.WORKSPACE_ID))
                .and(MEMBER.ID.eq(TRAINING.TRAINER_ID))
                .where(TRAINING.ONBOARDING_ID.eq(onboarding))
                .orderBy(TRAINING.STARTS_AT, TRAINING.ID)
                .fetch(row -> new Training(
                        row.value1(),
                        row.value2(),
                        row.value3().toInstant(),
                        row.value4(),
                        row.value5(),
                        guests.getOrDefault(row.value1(), List.of()),
                        row.value6()));
    }
}
