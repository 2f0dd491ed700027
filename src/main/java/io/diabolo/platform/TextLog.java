package io.diabolo.platform;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.springframework.boot.logging.structured.StructuredLogFormatter;

/** A line of the log for people: when, how grave, in which request, who says what. No personal data. */
final class TextLog implements StructuredLogFormatter<ILoggingEvent> {
    @Override
    public String format(ILoggingEvent event) {
        var line = new StringBuilder();
        line.append(OffsetDateTime.ofInstant(event.getInstant(), ZoneId.systemDefault())
                        .truncatedTo(ChronoUnit.MILLIS))
                .append(' ')
                .append(event.getLevel())
                .append(' ');
        var request = event.getMDCPropertyMap().get(RequestId.NAME);
        if (request != null) {
            line.append('[').append(request).append("] ");
        }
        line.append(event.getLoggerName())
                .append(": ")
                .append(Masked.text(event.getFormattedMessage()))
                .append(System.lineSeparator());
        if (event.getThrowableProxy() instanceof ThrowableProxy thrown) {
            try {
                new MaskedTrace().printStackTrace(thrown.getThrowable(), line);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return line.toString();
    }
}
