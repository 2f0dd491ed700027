package io.diabolo.hiring;

import static io.diabolo.jooq.Tables.CANDIDATE;
import static io.diabolo.jooq.Tables.INTERVIEW;
import static io.diabolo.jooq.Tables.JOB_DESCRIPTION;
import static io.diabolo.jooq.Tables.POSITION;

import io.diabolo.platform.Actor;
import io.diabolo.platform.Texts;
import io.diabolo.roles.CanonicalRole;
import io.diabolo.sheets.Question;
import io.diabolo.sheets.SheetSource;
import io.diabolo.sheets.SheetTemplate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/**
 * The interview kit of each role, as a sheet: to each responsibility a question that all candidates are asked and a score with
 * what a good answer shows, then what is still to be known. What somebody earned isn't among it, and may not be asked.
 */
@Component
class InterviewKits implements SheetSource {
    /** From "shows nothing of it" to "would teach others". */
    static final List<String> SCORES = List.of("1", "2", "3", "4");

    /** What the ids of scores begin with. */
    static final String SCORE = "score_";

    private static final String OPEN = "interview_";
    private final DSLContext sql;
    private final Texts texts;

    InterviewKits(DSLContext sql, Texts texts) {
        this.sql = sql;
        this.texts = texts;
    }

    @Override
    public String type() {
        return "interview";
    }

    static String key(CanonicalRole role) {
        return OPEN + role.id().replace('-', '_');
    }

    @Override
    public List<SheetTemplate> all(Locale locale) {
        return CanonicalRole.catalogue().stream().map(role -> kit(role, locale)).toList();
    }

    private SheetTemplate kit(CanonicalRole role, Locale locale) {
        var all = new ArrayList<Question>();
        all.add(ask("motivation", "motivation", locale));
        var words = "hiring.role." + role.id() + ".";
        for (var i = 1; i <= Missions.EACH; i++) {
            all.add(new Question(
                    "answer_" + i,
                    InclusiveForm.BOTH.apply(texts.text(locale, words + "question." + i)),
                    texts.text(locale, "hiring.kit.about", texts.text(locale, words + "mission." + i)),
                    "text",
                    List.of(),
                    false));
            all.add(new Question(
                    SCORE + i,
                    texts.text(locale, "hiring.kit.score." + i),
                    InclusiveForm.BOTH.apply(
                            texts.text(locale, "hiring.kit.sign", texts.text(locale, words + "sign." + i))),
                    "choice",
                    SCORES,
                    true));
        }
        all.add(ask("conditions", "conditions", locale));
        all.add(ask("candidate_asks", "asks", locale));
        all.add(ask("doubts", "doubts", locale));
        return new SheetTemplate(
                key(role),
                texts.text(locale, "hiring.kit.name", texts.text(locale, "roles." + role.id() + ".name")),
                all,
                0,
                List.of());
    }

    private Question ask(String id, String key, Locale locale) {
        return new Question(
                id,
                texts.text(locale, "hiring.kit." + key),
                texts.text(locale, "hiring.kit." + key + ".hint"),
                "text",
                List.of(),
                false);
    }

    /** One query; a candidate without a job is asked as an account executive. */
    @Override
    public Map<UUID, String> keys(Collection<UUID> subjects) {
        return sql.select(INTERVIEW.ID, POSITION.ROLE)
                .from(INTERVIEW)
                .join(CANDIDATE)
                .on(CANDIDATE.WORKSPACE_ID.eq(INTERVIEW.WORKSPACE_ID))
                .and(CANDIDATE.ID.eq(INTERVIEW.CANDIDATE_ID))
                .leftJoin(JOB_DESCRIPTION)
                .on(JOB_DESCRIPTION.WORKSPACE_ID.eq(CANDIDATE.WORKSPACE_ID))
                .and(JOB_DESCRIPTION.ID.eq(CANDIDATE.JOB_DESCRIPTION_ID))
                .leftJoin(POSITION)
                .on(POSITION.WORKSPACE_ID.eq(JOB_DESCRIPTION.WORKSPACE_ID))
                .and(POSITION.ID.eq(JOB_DESCRIPTION.POSITION_ID))
                .where(INTERVIEW.ID.in(subjects))
                .fetchMap(INTERVIEW.ID, row -> {
                    var role = row.value2() == null ? null : CanonicalRole.of(row.value2());
                    return key(role == null ? CanonicalRole.ACCOUNT_EXECUTIVE : role);
                });
    }

    @Override
    public boolean mayEdit(Actor me) {
        return HiringRights.hires(me);
    }
}
