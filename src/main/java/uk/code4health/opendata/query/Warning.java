package uk.code4health.opendata.query;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Something about an answer that its reader should know. */
@Schema(name = "Warning")
record Warning(
        @Schema(description = "The query parameter it is about", examples = "sex")
        String parameter,

        @Schema(examples = "No record has sex = 'female'. Did you mean 'FEMALE'?")
        String detail,

        @Schema(nullable = true) @Nullable String didYouMean) {}
