package uk.code4health.opendata.dataset;

import java.nio.charset.Charset;

/**
 * How the publisher writes the file.
 *
 * @param header whether the first row holds the fields' titles; without it fields are taken by position
 */
public record FileLayout(Charset encoding, boolean header, char delimiter, char quote) {}
