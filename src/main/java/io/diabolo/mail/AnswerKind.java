package io.diabolo.mail;

/** Who or what answered a mail. */
public enum AnswerKind {
    HUMAN,
    OUT_OF_OFFICE,
    AUTOMATIC
}
