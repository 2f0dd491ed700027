package io.diabolo.acquisition;

import static io.diabolo.jooq.Tables.ASSET;

import io.diabolo.platform.BadInput.Fault;
import io.diabolo.platform.Texts;
import io.diabolo.records.FieldKind;
import io.diabolo.web.Ui;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Lays a form out for its visitor, in their language. */
@Component
class PublicFormPages {
    private static final Map<String, String> AUTOCOMPLETE = Map.of(
            "first_name", "given-name",
            "last_name", "family-name",
            "email", "email",
            "phone", "tel",
            "title", "organization-title",
            "company", "organization",
            "person.mobile", "tel",
            "person.city", "address-level2",
            "person.country", "country-name",
            "company.website", "url");

    private final DSLContext sql;
    private final FormTargets targets;
    private final Fingerprints fingerprints;
    private final Texts texts;
    private final Clock clock;

    PublicFormPages(DSLContext sql, FormTargets targets, Fingerprints fingerprints, Texts texts, Clock clock) {
        this.sql = sql;
        this.targets = targets;
        this.fingerprints = fingerprints;
        this.texts = texts;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    PublicFormPage blank(Form form, Map<String, String> parameters, boolean embedded, Ui ui) {
        return page(form, parameters, fingerprints.stamp(form.id(), clock.instant()), List.of(), embedded, ui);
    }

    /** What was typed stays, and the time since it was first shown goes on. */
    @Transactional(readOnly = true)
    PublicFormPage refused(Form form, Map<String, String> values, List<Fault> faults, boolean embedded, Ui ui) {
        return page(form, values, values.getOrDefault(FormPost.STAMP, ""), faults, embedded, ui);
    }

    private PublicFormPage page(
            Form form, Map<String, String> values, String stamp, List<Fault> faults, boolean embedded, Ui ui) {
        var wrong = faults.stream()
                .collect(Collectors.toMap(
                        Fault::field, one -> ui.t(one.key(), one.args().toArray()), (one, _) -> one));
        var hidden = new LinkedHashMap<String, String>();
        for (var name : List.of(
                "utm_source",
                "utm_medium",
                "utm_campaign",
                "utm_term",
                "utm_content",
                FormPost.PAGE,
                FormPost.VISITOR)) {
            if (!values.getOrDefault(name, "").isBlank()) {
                hidden.put(name, values.getOrDefault(name, ""));
            }
        }
        hidden.put(FormPost.STAMP, stamp);
        if (embedded) {
            hidden.put("embed", "1");
        }
        var consent = form.consent();
        return new PublicFormPage(
                form.name(),
                "/f/" + form.key().text(),
                asked(form, values, wrong, ui.locale()),
                hidden,
                consent == null ? "" : consent.text(ui.locale()),
                consent != null && consent.required(),
                FormPost.isYes(values.get(FormPost.CONSENT)),
                wrong.getOrDefault(FormPost.CONSENT, ""),
                faults.isEmpty() ? "" : ui.t("form.public.faults"),
                embedded);
    }

    private List<PublicFormPage.Asked> asked(
            Form form, Map<String, String> values, Map<String, String> faults, Locale locale) {
        var known = targets.all();
        var all = new ArrayList<PublicFormPage.Asked>();
        for (var question : form.questions()) {
            var target = known.get(question.target());
            // A field that the workspace has given up is asked no more.
            if (target != null) {
                all.add(new PublicFormPage.Asked(
                        question.target(),
                        question.label(locale),
                        kind(target),
                        choices(target, locale),
                        question.required(),
                        values.getOrDefault(question.target(), ""),
                        faults.getOrDefault(question.target(), ""),
                        AUTOCOMPLETE.getOrDefault(question.target(), "off")));
            }
        }
        return all;
    }

    private static String kind(Target target) {
        if (target.kind() == FieldKind.TEXT && !target.choices().isEmpty()) {
            return "choice";
        }
        return switch (target.kind()) {
            case LONG_TEXT -> "long";
            case EMAIL -> "email";
            case PHONE -> "tel";
            case URL -> "url";
            case INTEGER, DECIMAL -> "number";
            case DATE -> "date";
            case CHOICE -> "choice";
            case MULTI_CHOICE -> "choices";
            case BOOLEAN -> "box";
            case TEXT, COUNTRY, INSTANT, MONEY, REFERENCE, MEMBER -> "text";
        };
    }

    private List<PublicFormPage.Choice> choices(Target target, Locale locale) {
        return target.choices().stream()
                .map(one -> new PublicFormPage.Choice(one, target.choice(one, texts, locale)))
                .toList();
    }

    /** What is said once it is sent, and where the asset is fetched that was asked for. */
    @Transactional(readOnly = true)
    PublicFormPage.Answer thanks(Form form, Receipt.Thanks receipt, boolean embedded, Ui ui) {
        var own = form.thanks(ui.locale());
        var download = receipt.download();
        return new PublicFormPage.Answer(
                ui.t("form.public.thanks"),
                own.isBlank() ? ui.t("form.public.thanks.text") : own,
                download == null ? "" : "/f/downloads/" + download.text(),
                download == null ? "" : ui.t("form.public.download", Objects.toString(assetName(form), "")),
                embedded);
    }

    private @Nullable String assetName(Form form) {
        return sql.select(ASSET.NAME)
                .from(ASSET)
                .where(ASSET.ID.eq(form.links().asset()))
                .fetchOne(ASSET.NAME);
    }
}
