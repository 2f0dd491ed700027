package io.diabolo.hiring;

import static io.diabolo.jooq.Tables.CANDIDATE;
import static io.diabolo.jooq.Tables.CANDIDATE_FILE;

import io.diabolo.directory.EmailAddress;
import io.diabolo.identity.Members;
import io.diabolo.jooq.tables.records.CandidateRecord;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.BadInput.Fault;
import io.diabolo.platform.Origin;
import io.diabolo.platform.StrangerLimits;
import io.diabolo.platform.Workspaces;
import io.diabolo.records.Records;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.multipart.MultipartFile;

/** What strangers send by a job's public page. */
@Service
class Applications {
    /** From one address in an hour; a school's computer room is below it. */
    private static final int PER_HOUR = 20;

    private static final int LARGEST = 5 * 1024 * 1024;
    private static final int MOST_FILES = 5;
    private static final int LONGEST_MESSAGE = 3_000;
    private static final Pattern RESUME = Pattern.compile("(?i).{1,150}\\.(pdf|docx?|odt|rtf|txt)");
    private static final Pattern ADDRESS = Pattern.compile("https?://\\S{3,400}");

    private final DSLContext sql;
    private final Records records;
    private final CandidateType type;
    private final Members members;
    private final StrangerLimits limits;
    private final Workspaces workspaces;
    private final Clock clock;

    Applications(
            DSLContext sql,
            Records records,
            CandidateType type,
            Members members,
            StrangerLimits limits,
            Workspaces workspaces,
            Clock clock) {
        this.sql = sql;
        this.records = records;
        this.type = type;
        this.members = members;
        this.limits = limits;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    /**
     * As it was sent.
     *
     * @param pool whether they may be kept for other openings
     * @param trap what only a program fills in
     */
    record Sent(
            String name,
            String email,
            String phone,
            String profile,
            String message,
            boolean pool,
            String trap,
            @Nullable Upload resume) {}

    /** Read only once all else is in order: strangers fill no memory. */
    record Upload(String name, MultipartFile file) {}

    record Resume(String name, byte[] content) {}

    boolean lets(String address, JobLink link) {
        return limits.lets("hiring-apply", PER_HOUR, address, link.workspace());
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), workspaces.settings().zone());
    }

    /** Keeps an application; the same person once more adds to it. @throws BadInput naming what is missing or wrong */
    @Transactional
    public void receive(JobDescription job, JobLink link, Sent sent) {
        var faults = faults(sent);
        if (!faults.isEmpty()) {
            throw new BadInput(faults);
        }
        if (!sent.trap().isBlank()) {
            return;
        }
        var me = members.firstAdministrator(link.workspace()).through(Origin.RULE);
        var email = EmailAddress.of(sent.email()).orElseThrow().text();
        // A double click is one candidate: the second waits, and finds the first.
        sql.fetch(
                "select pg_advisory_xact_lock(hashtextextended(current_workspace()::text || {0}, 0))",
                DSL.val("application " + job.id() + " " + email));
        // Over is over: who was refused and applies again is on the recruiter's desk again, as somebody new.
        var known = sql.selectFrom(CANDIDATE)
                .where(CANDIDATE.EMAIL.eq(email))
                .and(CANDIDATE.JOB_DESCRIPTION_ID.eq(job.id()))
                .and(CANDIDATE.STAGE.notIn("hired", "refused"))
                .and(CANDIDATE.DELETED_AT.isNull())
                .forUpdate()
                .fetchAny();
        if (known == null) {
            var input = new HashMap<String, @Nullable Object>();
            input.put("name", sent.name());
            input.put("email", email);
            input.put("phone", blank(sent.phone()));
            input.put("profile", blank(sent.profile()));
            input.put("message", blank(sent.message()));
            input.put("pool", sent.pool());
            input.put("job_description", job.id().toString());
            input.put("source", "public-page");
            keep(records.create(type, input, me).record().id(), sent.resume());
        } else {
            records.update(type, known.getId(), added(known, sent), null, me);
            keep(known.getId(), sent.resume());
        }
    }

    /** Anybody may write somebody's address: nothing that stands is written over, and nothing that is sent is lost. */
    private Map<String, @Nullable Object> added(CandidateRecord known, Sent sent) {
        var input = new HashMap<String, @Nullable Object>();
        var before = Objects.requireNonNullElse(known.getMessage(), "");
        if (!sent.message().isBlank() && !before.endsWith(sent.message())) {
            var whole = before.isEmpty() ? sent.message() : before + "\n\n" + sent.message();
            if (whole.length() > CandidateRules.LONGEST) {
                throw new BadInput("message", "hiring.public.fault.full");
            }
            input.put("message", whole);
        }
        if (known.getPhone() == null && !sent.phone().isBlank()) {
            input.put("phone", sent.phone());
        }
        if (known.getProfile() == null && !sent.profile().isBlank()) {
            input.put("profile", sent.profile());
        }
        if (sent.pool()) {
            input.put("pool", true);
        }
        input.put("contact_on", today().toString());
        return input;
    }

    private static @Nullable String blank(String text) {
        return text.isBlank() ? null : text;
    }

    private void keep(UUID candidate, @Nullable Upload resume) {
        if (resume == null) {
            return;
        }
        var content = content(resume.file());
        var all = CANDIDATE_FILE.CANDIDATE_ID.eq(candidate);
        if (sql.fetchExists(
                CANDIDATE_FILE,
                all.and(CANDIDATE_FILE.NAME.eq(resume.name())).and(CANDIDATE_FILE.CONTENT.eq(content)))) {
            return;
        }
        if (sql.fetchCount(CANDIDATE_FILE, all) >= MOST_FILES) {
            throw new BadInput("resume", "hiring.public.fault.files", MOST_FILES);
        }
        sql.insertInto(CANDIDATE_FILE)
                .set(CANDIDATE_FILE.CANDIDATE_ID, candidate)
                .set(CANDIDATE_FILE.NAME, resume.name())
                .set(CANDIDATE_FILE.CONTENT, content)
                .execute();
    }

    private static byte[] content(MultipartFile file) {
        try {
            return file.getBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Fault> faults(Sent sent) {
        var faults = new ArrayList<Fault>();
        if (sent.name().isBlank()) {
            faults.add(new Fault("name", "hiring.public.fault.name"));
        } else if (sent.name().length() > 150) {
            faults.add(new Fault("name", "problem.field.too-long", 150));
        }
        if (EmailAddress.of(sent.email()).isEmpty()) {
            faults.add(new Fault("email", "hiring.public.fault.email"));
        }
        if (sent.phone().length() > 40) {
            faults.add(new Fault("phone", "problem.field.too-long", 40));
        }
        if (!sent.profile().isBlank() && !ADDRESS.matcher(sent.profile()).matches()) {
            faults.add(new Fault("profile", "hiring.public.fault.profile"));
        }
        if (sent.message().length() > LONGEST_MESSAGE) {
            faults.add(new Fault("message", "problem.field.too-long", LONGEST_MESSAGE));
        }
        var resume = sent.resume();
        if (resume != null
                && (resume.file().getSize() > LARGEST || resume.file().isEmpty())) {
            faults.add(new Fault("resume", "hiring.public.fault.size"));
        } else if (resume != null && !RESUME.matcher(resume.name()).matches()) {
            faults.add(new Fault("resume", "hiring.public.fault.file"));
        }
        return faults;
    }

    /** The files of a candidate, for who may see them: without their content. */
    @Transactional(readOnly = true)
    public Map<UUID, String> files(UUID candidate) {
        return sql.select(CANDIDATE_FILE.ID, CANDIDATE_FILE.NAME)
                .from(CANDIDATE_FILE)
                .where(CANDIDATE_FILE.CANDIDATE_ID.eq(candidate))
                .orderBy(CANDIDATE_FILE.CREATED_AT, CANDIDATE_FILE.ID)
                .fetchMap(CANDIDATE_FILE.ID, CANDIDATE_FILE.NAME);
    }

    @Transactional(readOnly = true)
    public @Nullable Resume file(UUID candidate, UUID id) {
        return sql.select(CANDIDATE_FILE.NAME, CANDIDATE_FILE.CONTENT)
                .from(CANDIDATE_FILE)
                .where(CANDIDATE_FILE.ID.eq(id))
                .and(CANDIDATE_FILE.CANDIDATE_ID.eq(candidate))
                .fetchOne(row -> new Resume(row.value1(), row.value2()));
    }
}
