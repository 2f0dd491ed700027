package io.diabolo.mentions;

import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.identity.Member;
import io.diabolo.identity.MemberState;
import io.diabolo.identity.Sight;
import io.diabolo.platform.MemberId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MentionTextTest {
    private static final List<Member> ALL = List.of(
            member("Inès Roy", "ines@atelier.example"),
            member("Inès Roy-Martin", "im@atelier.example"),
            member("Paul Morel", "p.morel@atelier.example"),
            member("Zoé D’Arc", "zoe@atelier.example"),
            member("Jean Petit", "jean@atelier.example"),
            member("Jean Grand", "jg@atelier.example"));

    private static Member member(String name, String email) {
        return new Member(
                new MemberId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))),
                name,
                email,
                List.of(),
                false,
                Sight.ALL,
                null,
                null,
                null,
                MemberState.ACTIVE,
                1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Vu avec @Paul Morel hier | Paul Morel | @Paul Morel",
                "@paul morel, à toi | Paul Morel | @paul morel",
                "à @Paul. Puis rien | Paul Morel | @Paul",
                "@p.morel regarde | Paul Morel | @p.morel",
                "@\"Paul Morel\": ? | Paul Morel | @\"Paul Morel\"",
                "« @« Paul Morel » » | Paul Morel | @« Paul Morel »",
                "demande à @INES ROY demain | Inès Roy | @INES ROY",
                "demande à @Inès Roy-Martin demain | Inès Roy-Martin | @Inès Roy-Martin",
                "(@zoe d'arc) | Zoé D’Arc | @zoe d'arc",
            })
    void a_name_after_an_at_is_a_member(String text, String name, String written) {
        assertThat(MentionText.read(text, ALL)).singleElement().satisfies(found -> {
            assertThat(found.member().name()).isEqualTo(name);
            assertThat(found.written()).isEqualTo(written);
            assertThat(text).contains(written);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "écrire à paul@morel.example",
                "@Jean le sait",
                "@Inès",
                "@",
                "à 12 @ 30 €",
                "@Personne d’ici",
                "Paul Morel sans arobase"
            })
    void an_address_an_unknown_name_and_one_of_two_stay_text(String text) {
        assertThat(MentionText.read(text, ALL)).isEmpty();
    }

    @Test
    void each_is_named_once_and_the_text_comes_out_whole() {
        var text = "@Inès Roy et @Inès Roy-Martin, puis @Inès Roy encore; x@Inès Roy non";
        var found = MentionText.read(text, ALL);
        assertThat(found).extracting(one -> one.member().name()).containsExactly("Inès Roy", "Inès Roy-Martin");
        var mentions = found.stream()
                .map(one -> new Mention(one.member().id(), one.member().name(), one.written(), Mention.Reach.TOLD))
                .toList();
        var pieces = MentionText.pieces(text, mentions);
        assertThat(pieces.stream().map(MentionText.Piece::text).reduce("", String::concat))
                .isEqualTo(text);
        assertThat(pieces.stream().filter(piece -> piece.mention() != null).map(MentionText.Piece::text))
                .containsExactly("@Inès Roy", "@Inès Roy-Martin", "@Inès Roy");
    }

    @Test
    void what_is_offered_is_read_again_as_the_same() {
        for (var member : ALL) {
            assertThat(MentionText.read("voir " + MentionText.written(member.name()) + " demain", ALL))
                    .singleElement()
                    .satisfies(found -> assertThat(found.member()).isEqualTo(member));
        }
        assertThat(MentionText.written("Luc (support), ext.")).isEqualTo("@\"Luc (support), ext.\"");
    }
}
