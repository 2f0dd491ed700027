package io.diabolo.mail;

import io.diabolo.platform.WorkspaceId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody, or somebody's program, answered a mail of ours.
 *
 * @param mail the one of ours
 * @param message the answer, a mail of its own
 * @param about what the mail of ours was about
 */
public record MailAnswered(
        WorkspaceId workspace,
        UUID mail,
        UUID message,
        @Nullable UUID person,
        @Nullable UUID about,
        AnswerKind kind) {}
