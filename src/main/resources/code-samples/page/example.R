# install.packages(c("jsonlite", "curl"))
answer <- jsonlite::fromJSON("https://example.org/question", simplifyVector = FALSE)

cat(length(answer$data), " of ", answer$page$total, ", the first of them:\n", sep = "")
str(head(answer$data, 1))
