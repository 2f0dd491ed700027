package io.diabolo.hiring;

import static io.diabolo.jooq.Tables.CANDIDATE;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.Jobs;
import io.diabolo.platform.Workspaces;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * How long candidates are kept: two years at most after the last contact (the French authority's limit), and three months where
 * they were refused and didn't agree to be kept for other openings. The night erases those whose time is up.
 */
@Service
class CandidateRetention {
    /** Long enough for a question about the refusal. */
    static final int REFUSED_MONTHS = 3;

    private static final Pattern GAPS = Pattern.compile("[\\s\\u00a0\\u202f,.]");
    private final DSLContext sql;
    private final HiringSettings settings;
    private final Workspaces workspaces;
    private final Jobs jobs;
    private final Clock clock;

    CandidateRetention(DSLContext sql, HiringSettings settings, Workspaces workspaces, Jobs jobs, Clock clock) {
        this.sql = sql;
        this.settings = settings;
        this.workspaces = workspaces;
        this.jobs = jobs;
        this.clock = clock;
    }

    /** @param refused whether it is for a refusal, and not for the time since the last contact */
    record Due(UUID id, String name, LocalDate contactOn, LocalDate dueOn, boolean refused) {}

    record Count(int days, long people) {}

    /** @param counts how many fall due by now, and within 30, 60 and 90 days */
    record Preview(int months, List<Count> counts, List<Due> rows, boolean more) {
        long dueNow() {
            return counts.getFirst().people();
        }
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), workspaces.settings().zone());
    }

    /** Whose time is up by this day, the bin included. Reads the index candidate_due. */
    private Condition due(LocalDate by, int months) {
        return CANDIDATE
                .CONTACT_ON
                .le(by.minusMonths(months))
                .or(CANDIDATE
                        .CONTACT_ON
                        .le(by.minusMonths(Math.min(REFUSED_MONTHS, months)))
                        .and(CANDIDATE.STAGE.eq("refused"))
                        .and(CANDIDATE.POOL.isFalse()));
    }

    /** From when this candidate is erased. */
    @Transactional(readOnly = true)
    public @Nullable LocalDate dueOn(UUID candidate) {
        var months = settings.present().months();
        return sql.select(CANDIDATE.CONTACT_ON, CANDIDATE.STAGE, CANDIDATE.POOL)
                .from(CANDIDATE)
                .where(CANDIDATE.ID.eq(candidate))
                .fetchOne(row -> dueOn(row.value1(), row.value2(), row.value3(), months));
    }

    private static LocalDate dueOn(LocalDate contact, String stage, boolean pool, int months) {
        return contact.plusMonths(stage.equals("refused") && !pool ? Math.min(REFUSED_MONTHS, months) : months);
    }

    /** @param within days from today: 0, 30, 60 or 90 */
    @Transactional(readOnly = true)
    public Preview preview(int within, int limit, Actor me) {
        HiringRights.look(me);
        if (within < 0 || within > 366) {
            throw new BadInput("within", "problem.field.choice");
        }
        var months = settings.present().months();
        var today = today();
        var counts = new ArrayList<Count>();
        for (var days : new int[] {0, 30, 60, 90}) {
            counts.add(new Count(days, sql.fetchCount(CANDIDATE, due(today.plusDays(days), months))));
        }
        var rows = sql.select(CANDIDATE.ID, CANDIDATE.NAME, CANDIDATE.CONTACT_ON, CANDIDATE.STAGE, CANDIDATE.POOL)
                .from(CANDIDATE)
                .where(due(today.plusDays(within), months))
                .orderBy(CANDIDATE.CONTACT_ON, CANDIDATE.ID)
                .limit(limit + 1)
                .fetch(row -> new Due(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        dueOn(row.value3(), row.value4(), row.value5(), months),
                        row.value4().equals("refused") && !row.value5()));
        return new Preview(months, counts, rows.subList(0, Math.min(limit, rows.size())), rows.size() > limit);
    }

    /** The next whose time is up. */
    @Transactional(readOnly = true)
    public List<UUID> now(int limit) {
        return sql.select(CANDIDATE.ID)
                .from(CANDIDATE)
                .where(due(today(), settings.present().months()))
                .orderBy(CANDIDATE.CONTACT_ON, CANDIDATE.ID)
                .limit(limit)
                .fetch(CANDIDATE.ID);
    }

    /**
     * Erases all whose time is up, as a job.
     *
     * @param confirmed how many they are, as it was typed
     * @throws BadInput when they are more or fewer
     */
    @Transactional
    public UUID eraseDue(@Nullable String confirmed, Actor me) {
        HiringRights.hire(me);
        var people =
                (long) sql.fetchCount(CANDIDATE, due(today(), settings.present().months()));
        if (people == 0
                || confirmed == null
                || !GAPS.matcher(confirmed).replaceAll("").equals(Long.toString(people))) {
            throw new BadInput("confirmation", "hiring.fault.confirmation", people);
        }
        return jobs.submit(ForgetCandidates.KIND, "", new ForgetCandidates.Wanted(), me);
    }
}
