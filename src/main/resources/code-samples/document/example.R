# install.packages(c("jsonlite", "curl"))
answer <- jsonlite::fromJSON("https://example.org/question", simplifyVector = FALSE)

str(answer, max.level = 2)
