package io.diabolo.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DiaboloTest
class MailTemplatesTest {
    private final MailTemplates templates;
    private final Records records;
    private final RecordTypes types;

    MailTemplatesTest(MailTemplates templates, Records records, RecordTypes types) {
        this.templates = templates;
        this.records = records;
        this.types = types;
    }

    private UUID create(Given given, String type, Map<String, ?> input) {
        return given.in(() -> records.create(
                        types.byId(type).orElseThrow(), new HashMap<String, Object>(input), given.administrator())
                .record()
                .id());
    }

    private UUID template(Given given, String subject, String body) {
        return create(
                given,
                "mail_template",
                Map.of(
                        "name", "Premier contact",
                        "subject_fr", subject,
                        "body_fr", body,
                        "subject_en", "For {{company.name|your company}}",
                        "body_en", "Hello {{person.first_name}},"));
    }

    @Test
    void it_says_what_is_known_its_fallbacks_and_what_is_missing(Given given) {
        var template = template(
                given,
                "Pour {{company.name | votre entreprise}}",
                "Bonjour {{person.first_name|Madame, Monsieur}},\n{{company.city}} & {{ sender.first_name }} {{lead.source}}");
        var company = create(given, "company", Map.of("name", "L’Atelier & Fils"));
        var person =
                create(given, "person", Map.of("last_name", "Martin", "language", "fr", "company", company.toString()));
        var rendered = given.in(() ->
                templates.render(template, person, null, given.administrator().member()));
        assertThat(rendered.subject()).isEqualTo("Pour L’Atelier & Fils");
        assertThat(rendered.body()).isEqualTo("Bonjour Madame, Monsieur,\n & Claire ");
        assertThat(rendered.missing()).containsExactly("company.city", "lead.source");
        assertThat(rendered.language()).isEqualTo("fr");
    }

    @Test
    void the_language_is_the_persons_or_else_the_one_that_there_is(Given given) {
        var both = template(given, "Objet", "Texte");
        var english = create(given, "person", Map.of("last_name", "Smith", "first_name", "Ann", "language", "en-GB"));
        var me = given.administrator().member();
        assertThat(given.in(() -> templates.render(both, english, null, me)).body())
                .isEqualTo("Hello Ann,");
        var french =
                create(given, "mail_template", Map.of("name", "FR", "subject_fr", "Objet", "body_fr", "Texte seul"));
        assertThat(given.in(() -> templates.render(french, english, null, me)).language())
                .isEqualTo("fr");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{person.salary}}",
                "{{#person}}x{{/person}}",
                "{{>file}}",
                "{{person.name",
                "{{^lead}}x{{/lead}}"
            })
    void anything_but_a_variable_of_the_list_is_refused(String text, Given given) {
        assertThatThrownBy(() -> template(given, "Objet", text)).isInstanceOf(BadInput.class);
    }

    @Test
    void values_are_never_read_as_a_template() {
        var missing = new LinkedHashSet<String>();
        assertThat(TemplateText.fill("{{person.name}}", Map.of("person.name", "{{sender.email}} <b>"), missing))
                .isEqualTo("{{sender.email}} <b>");
    }

    @Test
    void another_workspaces_template_is_not_there(Given given, Given.Kit worlds) {
        var template = template(given, "Objet", "Texte");
        var other = worlds.given();
        var person = create(other, "person", Map.of("last_name", "Martin"));
        assertThatThrownBy(() -> other.in(() -> templates.render(
                        template, person, null, other.administrator().member())))
                .isInstanceOf(NoSuchRecord.class);
    }
}
