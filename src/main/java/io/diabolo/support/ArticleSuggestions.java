package io.diabolo.support;

import io.diabolo.platform.NoSuchRecord;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What is known already about what a customer asks, beside the answer: to be linked or taken over into it. */
@Service
class ArticleSuggestions {
    private static final int SHOWN = 5;
    private static final int WORDS = 12;
    private static final int READ = 2_000;
    /** Words that are in every request and say nothing of what it is about. */
    private static final Set<String> EMPTY = Set.of(
            "bonjour",
            "bonsoir",
            "merci",
            "avance",
            "cordialement",
            "madame",
            "monsieur",
            "nous",
            "vous",
            "notre",
            "votre",
            "dans",
            "avec",
            "pour",
            "mais",
            "plus",
            "tout",
            "toute",
            "tous",
            "cette",
            "sont",
            "être",
            "avoir",
            "avons",
            "avez",
            "fait",
            "faire",
            "depuis",
            "quand",
            "comment",
            "pouvez",
            "hello",
            "thanks",
            "thank",
            "regards",
            "please",
            "dear",
            "have",
            "with",
            "this",
            "that",
            "from",
            "your",
            "when",
            "what",
            "could",
            "would",
            "there",
            "their",
            "which",
            "been",
            "does",
            "they",
            "will",
            "about");

    private final ArticleSearch articles;
    private final Conversation conversation;
    private final TicketStore store;
    private final SupportSettings settings;
    private final SupportAddress address;

    ArticleSuggestions(
            ArticleSearch articles,
            Conversation conversation,
            TicketStore store,
            SupportSettings settings,
            SupportAddress address) {
        this.articles = articles;
        this.conversation = conversation;
        this.store = store;
        this.settings = settings;
        this.address = address;
    }

    /**
     * @param link by which the customer reads it without signing in; empty where they can't
     * @param text the address of its text, to be taken over; empty where it isn't for customers
     */
    record Suggestion(UUID id, String title, String beginning, String audience, String kind, String link, String text) {
        boolean isLinked() {
            return !link.isEmpty();
        }

        boolean isTold() {
            return !text.isEmpty();
        }
    }

    /** @param query what the agent looks for; empty: what the customer wrote */
    @Transactional(readOnly = true)
    public List<Suggestion> of(UUID id, String query) {
        var ticket = store.get(id);
        return of(ticket, conversation.of(id), query);
    }

    List<Suggestion> of(Ticket ticket, List<Message> said, String query) {
        var found = articles.find(
                query.isBlank() ? words(ticket, said) : query, ArticleSearch.Reader.AGENT, ticket.locale(), SHOWN);
        var key = settings.get().publicKey();
        var site = address.mailed();
        return found.stream()
                .map(one -> new Suggestion(
                        one.id(),
                        one.title(),
                        one.beginning(),
                        one.audience(),
                        one.kind(),
                        key == null || site == null || !one.audience().equals("public")
                                ? ""
                                : site + "/help/" + key + "/articles/" + one.id(),
                        one.audience().equals("agents") ? "" : ticket.path() + "/articles/" + one.id() + "/text"))
                .toList();
    }

    /** The subject's words, then the longest of what the customer wrote last: those say most. */
    static String words(Ticket ticket, List<Message> said) {
        var last = said.stream()
                .filter(one -> one.kind() == Message.Kind.INBOUND)
                .reduce((_, later) -> later)
                .map(Message::body)
                .orElse("");
        var text = last.substring(0, Math.min(READ, last.length()));
        return ArticleSearch.split(ticket.subject() + " " + text)
                .filter(word -> word.length() > 3 && !EMPTY.contains(word.toLowerCase(Locale.ROOT)))
                .distinct()
                .sorted(Comparator.comparing((String word) -> !ticket.subject().contains(word))
                        .thenComparing(word -> -word.length()))
                .limit(WORDS)
                .collect(Collectors.joining(" "));
    }

    /** What is taken over into an answer. @throws NoSuchRecord also for what isn't for customers */
    @Transactional(readOnly = true)
    public String text(UUID ticket, UUID article) {
        var found = articles.one(
                article, ArticleSearch.Reader.CUSTOMER, store.get(ticket).locale());
        if (found == null) {
            throw new NoSuchRecord("article", article);
        }
        return found.body().strip();
    }
}
