curl --silent --show-error 'https://example.org/question'
