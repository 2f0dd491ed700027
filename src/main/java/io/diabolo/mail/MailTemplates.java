package io.diabolo.mail;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.LEAD;
import static io.diabolo.jooq.Tables.MAIL_TEMPLATE;
import static io.diabolo.jooq.Tables.PERSON;

import io.diabolo.identity.Members;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.NoSuchRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Texts to write from, and what they say to one person. */
@Service
public class MailTemplates {
    private final DSLContext sql;
    private final Members members;
    private final LegalFooter footer;

    MailTemplates(DSLContext sql, Members members, LegalFooter footer) {
        this.sql = sql;
        this.members = members;
        this.footer = footer;
    }

    /** A template to choose. */
    record Choice(UUID id, String name) {}

    /** By name. Reads the index mail_template_by_name. */
    @Transactional(readOnly = true)
    List<Choice> choices() {
        return sql.select(MAIL_TEMPLATE.ID, MAIL_TEMPLATE.NAME)
                .from(MAIL_TEMPLATE)
                .where(MAIL_TEMPLATE.DELETED_AT.isNull())
                .orderBy(MAIL_TEMPLATE.NAME_KEY, MAIL_TEMPLATE.ID)
                .limit(200)
                .fetch(row -> new Choice(row.value1(), row.value2()));
    }

    /**
     * The template in the person's language, or in the other where it has only that one.
     *
     * @param lead the pursuit that the mail is part of; its newest one where it is null
     * @throws NoSuchRecord when there is no such template or person in the workspace
     */
    @Transactional(readOnly = true, noRollbackFor = NoSuchRecord.class)
    public Rendered render(UUID template, UUID person, @Nullable UUID lead, MemberId sender) {
        var row = sql.selectFrom(MAIL_TEMPLATE)
                .where(MAIL_TEMPLATE.ID.eq(template))
                .and(MAIL_TEMPLATE.DELETED_AT.isNull())
                .fetchOptional()
                .orElseThrow(() -> new NoSuchRecord("mail_template", template));
        return fill(
                new Words(
                        text(row.getSubjectFr()),
                        text(row.getBodyFr()),
                        text(row.getSubjectEn()),
                        text(row.getBodyEn())),
                person,
                lead,
                sender);
    }

    /** A text in both languages, or in one; the other is empty. */
    public record Words(String subjectFr, String bodyFr, String subjectEn, String bodyEn) {
        private boolean isThere(String language) {
            return !body(language).isBlank();
        }

        private String subject(String language) {
            return language.equals("fr") ? subjectFr : subjectEn;
        }

        private String body(String language) {
            return language.equals("fr") ? bodyFr : bodyEn;
        }
    }

    /**
     * The same of words that stand elsewhere, such as in a sequence.
     *
     * @throws NoSuchRecord when there is no such person in the workspace
     */
    @Transactional(readOnly = true, noRollbackFor = NoSuchRecord.class)
    public Rendered fill(Words words, UUID person, @Nullable UUID lead, MemberId sender) {
        var values = new HashMap<String, String>();
        person(person, values);
        lead(person, lead, values);
        sender(sender, values);
        var wanted = footer.language(person).getLanguage().equals("fr") ? "fr" : "en";
        var language = words.isThere(wanted) ? wanted : wanted.equals("fr") ? "en" : "fr";
        var missing = new TreeSet<String>();
        var subject = TemplateText.fill(words.subject(language), values, missing);
        var body = TemplateText.fill(words.body(language), values, missing);
        return new Rendered(Said.plain(subject), body, language, TemplateText.sorted(missing));
    }

    /** Whether it can be filled: its braces close, and name variables that there are. */
    public static boolean isFillable(String text) {
        return TemplateText.fault(text) == null;
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private void person(UUID person, Map<String, String> values) {
        var row = sql.select(PERSON.asterisk(), COMPANY.NAME, COMPANY.INDUSTRY, COMPANY.CITY, COMPANY.DOMAIN)
                .from(PERSON)
                .leftJoin(COMPANY)
                .on(COMPANY.WORKSPACE_ID.eq(PERSON.WORKSPACE_ID))
                .and(COMPANY.ID.eq(PERSON.COMPANY_ID))
                .where(PERSON.ID.eq(person))
                .fetchOptional()
                .orElseThrow(() -> new NoSuchRecord("person", person));
        values.put("person.first_name", text(row.get(PERSON.FIRST_NAME)));
        values.put("person.last_name", text(row.get(PERSON.LAST_NAME)));
        values.put("person.name", text(row.get(PERSON.NAME)));
        values.put("person.title", text(row.get(PERSON.TITLE)));
        values.put("person.city", text(row.get(PERSON.CITY)));
        values.put("company.name", text(row.get(COMPANY.NAME)));
        values.put("company.industry", text(row.get(COMPANY.INDUSTRY)));
        values.put("company.city", text(row.get(COMPANY.CITY)));
        values.put("company.domain", text(row.get(COMPANY.DOMAIN)));
    }

    private void lead(UUID person, @Nullable UUID lead, Map<String, String> values) {
        sql.select(LEAD.NAME, LEAD.SOURCE, LEAD.CAMPAIGN)
                .from(LEAD)
                .where(lead == null ? LEAD.PERSON_ID.eq(person) : LEAD.ID.eq(lead))
                .and(LEAD.DELETED_AT.isNull())
                .orderBy(LEAD.CREATED_AT.desc())
                .limit(1)
                .forEach(row -> {
                    values.put("lead.name", text(row.value1()));
                    values.put("lead.source", text(row.value2()));
                    values.put("lead.campaign", text(row.value3()));
                });
    }

    private void sender(MemberId sender, Map<String, String> values) {
        var member = members.find(sender);
        if (member != null) {
            values.put("sender.name", member.name());
            values.put("sender.first_name", member.name().strip().split("\\s+")[0]);
            values.put("sender.email", text(member.email()));
        }
    }
}
