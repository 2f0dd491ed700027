package io.diabolo.hiring;

import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.diabolo.hiring.JobDescription.Terms;
import io.diabolo.hiring.JobDocument.Fact;
import io.diabolo.hiring.JobDocument.Part;
import io.diabolo.platform.Money;
import io.diabolo.platform.Texts;
import io.diabolo.platform.Workspaces;
import io.diabolo.web.Printing;
import io.diabolo.web.Ui;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/** Sets a job description: facts and text in its own language, whoever reads it. */
@Component
class JobDocuments {
    private final TemplateEngine pages;
    private final Printing printing;
    private final Workspaces workspaces;
    private final Texts texts;
    private final Clock clock;

    JobDocuments(TemplateEngine pages, Printing printing, Workspaces workspaces, Texts texts, Clock clock) {
        this.pages = pages;
        this.printing = printing;
        this.workspaces = workspaces;
        this.texts = texts;
        this.clock = clock;
    }

    /** In the present workspace, within a transaction. */
    JobDocument of(JobDescription job) {
        var locale = job.locale();
        var parts = new ArrayList<Part>();
        for (var part : DescriptionPart.values()) {
            if (!job.text(part).isBlank()) {
                parts.add(
                        new Part(part.id(), texts.text(locale, "hiring.part." + part.id()), Blocks.of(job.text(part))));
            }
        }
        return new JobDocument(
                job.title(), workspaces.settings().name(), locale, facts(job), parts, description(parts));
    }

    private List<Fact> facts(JobDescription job) {
        var locale = job.locale();
        var ui = Ui.detached(texts, clock, locale, workspaces.settings().zone());
        var all = new ArrayList<Fact>();
        var least = job.pay().least();
        var most = job.pay().most();
        if (least != null && most != null) {
            add(
                    all,
                    locale,
                    "pay",
                    least.equals(most)
                            ? ui.t("hiring.fact.pay.one", round(ui, most))
                            : ui.t("hiring.fact.pay.range", round(ui, least), round(ui, most)));
        }
        var variable = job.pay().variable();
        if (variable != null) {
            add(all, locale, "variable", ui.t("hiring.fact.variable.value", round(ui, variable)));
        }
        var terms = job.terms();
        if (terms.contract() != null) {
            var contract = ui.t("choice.job_description.contract." + terms.contract());
            add(all, locale, "contract", terms.partTime() ? ui.t("hiring.fact.part-time", contract) : contract);
        }
        var place = place(terms, locale);
        if (!place.isEmpty()) {
            add(all, locale, "place", place);
        }
        if (terms.remote() != null) {
            add(all, locale, "remote", ui.t("choice.job_description.remote." + terms.remote()));
        }
        if (terms.startsOn() != null) {
            add(all, locale, "starts", ui.dayLong(terms.startsOn()));
        }
        if (terms.until() != null) {
            add(all, locale, "until", ui.dayLong(terms.until()));
        }
        return all;
    }

    private void add(List<Fact> all, Locale locale, String key, String value) {
        all.add(new Fact(texts.text(locale, "hiring.fact." + key), value));
    }

    /** Pay is told without cents where it has none. */
    private static String round(Ui ui, Money money) {
        var shown = ui.money(money);
        return money.value().stripTrailingZeros().scale() <= 0 ? shown.replaceFirst("([,.])0+(?=\\D*$)", "") : shown;
    }

    private static String place(Terms terms, Locale locale) {
        var all = new ArrayList<String>();
        if (terms.city() != null) {
            all.add(terms.postalCode() == null ? terms.city() : terms.postalCode() + " " + terms.city());
        }
        if (terms.country() != null) {
            all.add(Locale.of("", terms.country()).getDisplayCountry(locale));
        }
        return String.join(", ", all);
    }

    private static String description(List<Part> parts) {
        var html = new StringBuilder();
        for (var part : parts) {
            html.append("<h3>").append(HtmlUtils.htmlEscape(part.heading())).append("</h3>");
            for (var block : part.text().all()) {
                if (block.isParagraph()) {
                    block.lines()
                            .forEach(line -> html.append("<p>")
                                    .append(HtmlUtils.htmlEscape(line))
                                    .append("</p>"));
                } else {
                    var list = block.isNumbered() ? "ol" : "ul";
                    html.append('<').append(list).append('>');
                    block.lines()
                            .forEach(line -> html.append("<li>")
                                    .append(HtmlUtils.htmlEscape(line))
                                    .append("</li>"));
                    html.append("</").append(list).append('>');
                }
            }
        }
        return html.toString();
    }

    /** A page that stands alone, with its facts for search engines: for a site of one's own. */
    byte[] html(JobDocument doc, String posting) {
        return ("<!doctype html>\n" + rendered(doc, posting)).getBytes(StandardCharsets.UTF_8);
    }

    byte[] pdf(JobDocument doc) {
        return printing.pdf(rendered(doc, ""), null);
    }

    private String rendered(JobDocument doc, String posting) {
        var out = new StringOutput();
        pages.render(
                "hiring/printed.jte", Map.of("doc", Objects.requireNonNull(doc), "posting", posting, "css", CSS), out);
        return out.toString();
    }

    private static final String CSS = """
            @page { size: A4; margin: 20mm 18mm; @bottom-right { content: counter(page) " / " counter(pages); font: 8pt Liberation; color: #555; } }
            body { font: 10pt/1.45 Liberation, Arial, sans-serif; color: #1c1b19; margin: 0 auto; max-width: 48em; }
            h1 { font-size: 19pt; margin: 0 0 1mm; }
            h2 { font-size: 12pt; margin: 6mm 0 1.5mm; page-break-after: avoid; }
            p { margin: 0 0 1.5mm; }
            ul, ol { margin: 0 0 1.5mm; padding-left: 6mm; }
            li { margin: 0 0 0.8mm; }
            table { border-collapse: collapse; margin: 4mm 0; }
            th { text-align: left; font-weight: normal; color: #555; padding: 0.6mm 5mm 0.6mm 0; vertical-align: top; }
            td { padding: 0.6mm 0; }
            .employer { color: #555; margin-bottom: 3mm; }
            """;
}
