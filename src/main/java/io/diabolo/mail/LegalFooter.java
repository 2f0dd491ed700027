package io.diabolo.mail;

import static io.diabolo.jooq.Tables.LEGAL_BASIS;
import static io.diabolo.jooq.Tables.MAIL;
import static io.diabolo.jooq.Tables.PERSON;

import io.diabolo.jooq.tables.records.MailRecord;
import io.diabolo.platform.Texts;
import io.diabolo.platform.WorkspaceId;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.platform.Workspaces;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * What a mail of prospecting says below: how to object, always; and with the first one to somebody on what legal basis they
 * are written to and where their address comes from (GDPR art. 14), in their language.
 */
@Component
class LegalFooter {
    private final DSLContext sql;
    private final Workspaces workspaces;
    private final Texts texts;
    private final String publicUrl;

    LegalFooter(DSLContext sql, Workspaces workspaces, Texts texts, @Value("${diabolo.public-url:}") String publicUrl) {
        this.sql = sql;
        this.workspaces = workspaces;
        this.texts = texts;
        this.publicUrl = publicUrl.strip().replaceFirst("/$", "");
    }

    /** Empty for what isn't prospecting. */
    String of(MailRecord mail) {
        var person = mail.getPersonId();
        if (person == null || !MailPurpose.PROSPECTING.id().equals(mail.getPurpose())) {
            return "";
        }
        var locale = language(person);
        var lines = new ArrayList<String>();
        if (isFirst(mail, person)) {
            lines.addAll(first(person, locale));
        }
        var link = link(mail);
        lines.add(
                link == null
                        ? texts.text(locale, "mail.footer.stop-by-reply")
                        : texts.text(locale, "mail.footer.stop", link));
        return String.join("\n", lines);
    }

    private ArrayList<String> first(UUID person, Locale locale) {
        var row = sql.selectFrom(PERSON).where(PERSON.ID.eq(person)).fetchSingle();
        var basis = row.getEmailBasis().equals("unknown") ? "legitimate_interest" : row.getEmailBasis();
        var source = row.getDataSource();
        if (source == null || source.isBlank()) {
            source = sql.select(LEGAL_BASIS.SOURCE)
                    .from(LEGAL_BASIS)
                    .where(LEGAL_BASIS.PERSON_ID.eq(person))
                    .and(LEGAL_BASIS.SOURCE.isNotNull())
                    .orderBy(LEGAL_BASIS.RECORDED_AT.desc())
                    .limit(1)
                    .fetchOne(LEGAL_BASIS.SOURCE);
        }
        var lines = new ArrayList<String>();
        lines.add(texts.text(
                locale, "mail.footer.basis." + basis, workspaces.settings().name()));
        lines.add(
                source == null || source.isBlank()
                        ? texts.text(locale, "mail.footer.source-on-request")
                        : texts.text(locale, "mail.footer.source", Said.plain(source)));
        return lines;
    }

    private boolean isFirst(MailRecord mail, UUID person) {
        return !sql.fetchExists(
                MAIL,
                MAIL.PERSON_ID.eq(person),
                MAIL.ID.ne(mail.getId()),
                MAIL.PURPOSE.eq(MailPurpose.PROSPECTING.id()),
                MAIL.HANDED_AT.isNotNull(),
                MAIL.STATE.in("sent", "uncertain"));
    }

    /** The person's language, else the workspace's. */
    Locale language(UUID person) {
        var said = sql.select(PERSON.LANGUAGE)
                .from(PERSON)
                .where(PERSON.ID.eq(person))
                .fetchOne(PERSON.LANGUAGE);
        return Languages.of(said, workspaces.settings().locale());
    }

    /** Null without a public address: then one objects by an answer. */
    @Nullable
    String link(MailRecord mail) {
        return publicUrl.isEmpty() ? null : publicUrl + "/unsubscribe/" + token(mail);
    }

    static String token(MailRecord mail) {
        var workspace = mail.getWorkspaceId() == null
                ? Objects.requireNonNull(WorkspaceScope.workspace())
                : new WorkspaceId(mail.getWorkspaceId());
        return new UnsubscribeLink(workspace, mail.getUnsubscribe()).token();
    }
}
