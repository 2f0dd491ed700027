package io.diabolo.mail;

import static io.swagger.v3.oas.models.PathItem.HttpMethod.DELETE;
import static io.swagger.v3.oas.models.PathItem.HttpMethod.GET;
import static io.swagger.v3.oas.models.PathItem.HttpMethod.POST;
import static io.swagger.v3.oas.models.PathItem.HttpMethod.PUT;

import io.diabolo.api.ApiDescription;
import io.diabolo.api.ApiDocument;
import io.diabolo.api.Shape;
import io.swagger.v3.oas.models.media.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Mailboxes and mails in the API's description. */
@Component
@Order(34)
class DescribeMail implements ApiDescription {
    private static final String CHAPTER = "mails";
    private static final String MAIL = "Mail";
    private static final String MAILBOX = "Mailbox";

    @Override
    public void describe(ApiDocument document) {
        document.schema(MAIL, mail());
        document.schema(MAILBOX, mailbox());
        document.chapter(CHAPTER, document.t("mail.many"), document.t("api.mail"), MAIL);
        mailboxes(document);
        mails(document);
        document.operation(
                        POST, "/api/v1/mail-templates/{id}/renderings", CHAPTER, document.t("api.mail.template.render"))
                .takes(
                        Shape.object(Map.of("lead", Shape.text("uuid"), "person", Shape.text("uuid"))),
                        "{\"lead\": \"0193a5c2-0000-7000-8000-000000000001\"}")
                .answers(200, rendered());
    }

    private static void mailboxes(ApiDocument document) {
        document.operation(GET, "/api/v1/mailbox", CHAPTER, document.t("api.mailbox"))
                .answers(200, Shape.named(MAILBOX));
        document.operation(PUT, "/api/v1/mailbox", CHAPTER, document.t("api.mailbox.save"))
                .takes(
                        Shape.named(MAILBOX),
                        "{\"address\": \"ines@atelier.example\", \"password\": \"…\", \"smtp_host\":"
                                + " \"smtp.atelier.example\", \"imap_host\": \"imap.atelier.example\", \"folders\":"
                                + " [\"INBOX\"]}")
                .answers(200, Shape.named(MAILBOX));
        document.operation(DELETE, "/api/v1/mailbox", CHAPTER, document.t("api.mailbox.remove"))
                .answersNothing();
        var trial = new LinkedHashMap<String, Schema<?>>();
        trial.put("well", Shape.yesOrNo());
        trial.put("sending", Shape.object());
        trial.put("reading", Shape.orNull(Shape.object()));
        trial.put("folders", Shape.listOf(Shape.text()));
        trial.put("missing", Shape.listOf(Shape.text()));
        document.operation(POST, "/api/v1/mailbox/trials", CHAPTER, document.t("api.mailbox.try"))
                .answers(200, Shape.object(trial));
    }

    private static void mails(ApiDocument document) {
        Map<String, Schema<?>> items = Map.of("items", Shape.listOf(Shape.named(MAIL)));
        document.operation(POST, "/api/v1/mails", CHAPTER, document.t("api.mail.send"))
                .takes(
                        written(),
                        "{\"person\": \"0193a5c2-0000-7000-8000-000000000001\", \"to\": \"lea@exemple.fr\","
                                + " \"subject\": \"Notre offre\", \"body\": \"Bonjour\", \"purpose\": \"prospecting\"}")
                .answers(201, Shape.named(MAIL));
        document.operation(GET, "/api/v1/mails/{id}", CHAPTER, document.t("api.mail.one"))
                .answers(200, Shape.named(MAIL));
        document.operation(GET, "/api/v1/people/{id}/mails", CHAPTER, document.t("api.mail.of-person"))
                .answers(200, Shape.object(items));
        document.operation(GET, "/api/v1/leads/{id}/mails", CHAPTER, document.t("api.mail.of-lead"))
                .answers(200, Shape.object(items));
        document.operation(POST, "/api/v1/mails/{id}/withdrawal", CHAPTER, document.t("api.mail.withdraw"))
                .answers(200, Shape.named(MAIL));
        document.operation(POST, "/api/v1/mails/{id}/settlement", CHAPTER, document.t("api.mail.settle"))
                .takes(Shape.object(Map.of("fate", Shape.choice(List.of("sent", "again")))), "{\"fate\": \"sent\"}")
                .answers(200, Shape.named(MAIL));
    }

    private static Schema<?> written() {
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put("person", Shape.text("uuid"));
        all.put("lead", Shape.text("uuid"));
        all.put("in_reply_to", Shape.text("uuid"));
        all.put("to", Shape.text("email"));
        all.put("subject", Shape.text());
        all.put("body", Shape.text());
        all.put("purpose", Shape.choice(List.of("prospecting", "reply", "invitation", "service")));
        all.put("not_before", Shape.text("date-time"));
        all.put("attachments", Shape.listOf(Shape.object()));
        return Shape.object(all);
    }

    private static Schema<?> mail() {
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put("id", Shape.text("uuid"));
        all.put("direction", Shape.choice(List.of("outbound", "inbound")));
        all.put(
                "state",
                Shape.choice(List.of("waiting", "sending", "sent", "failed", "uncertain", "withdrawn", "received")));
        all.put("kind", Shape.choice(List.of("mail", "human", "out_of_office", "automatic", "bounce", "complaint")));
        all.put("purpose", Shape.orNull(Shape.text()));
        all.put("from", Shape.text());
        all.put("to", Shape.text());
        all.put("subject", Shape.orNull(Shape.text()));
        all.put("body", Shape.orNull(Shape.text()));
        all.put("thread", Shape.text("uuid"));
        all.put("member", Shape.text());
        all.put("person", Shape.orNull(Shape.text("uuid")));
        all.put("about_type", Shape.orNull(Shape.text()));
        all.put("about", Shape.orNull(Shape.text("uuid")));
        all.put("at", Shape.text("date-time"));
        all.put("sent_at", Shape.orNull(Shape.text("date-time")));
        all.put("next_at", Shape.orNull(Shape.text("date-time")));
        all.put("bounce", Shape.orNull(Shape.text()));
        all.put("fault", Shape.orNull(Shape.text()));
        all.put("files", Shape.listOf(Shape.object()));
        return Shape.object(all);
    }

    private static Schema<?> mailbox() {
        var all = new LinkedHashMap<String, Schema<?>>();
        for (var text : new String[] {"address", "sender_name", "way", "login", "smtp_host", "smtp_security"}) {
            all.put(text, Shape.text());
        }
        all.put("smtp_port", Shape.whole());
        for (var text : new String[] {"imap_host", "imap_security", "sent_folder", "trouble", "trouble_said"}) {
            all.put(text, Shape.orNull(Shape.text()));
        }
        all.put("imap_port", Shape.orNull(Shape.whole()));
        all.put("privacy", Shape.choice(List.of("all", "subject", "exists")));
        all.put("folders", Shape.listOf(Shape.text()));
        all.put("keeps_sent", Shape.yesOrNo());
        all.put("daily_cap", Shape.whole());
        all.put("serves_all", Shape.yesOrNo());
        all.put("version", Shape.whole());
        all.put("connected", Shape.yesOrNo());
        all.put("synced_at", Shape.orNull(Shape.text("date-time")));
        all.put("read", Shape.listOf(Shape.object()));
        return Shape.object(all);
    }

    private static Schema<?> rendered() {
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put("subject", Shape.text());
        all.put("body", Shape.text());
        all.put("language", Shape.choice(List.of("fr", "en")));
        all.put("missing", Shape.listOf(Shape.text()));
        return Shape.object(all);
    }
}
