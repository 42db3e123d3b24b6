package dev.noticeboard.agent.daemon.config;

/** What an operator wrote is not usable: says where, which rule, and the remedy. Quotes settings, never parameters. */
public final class ConfigException extends RuntimeException {
    public ConfigException(String message) {
        super(message);
    }
}
