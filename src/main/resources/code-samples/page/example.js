async function ask() {
  const response = await fetch("https://example.org/question");
  const answer = await response.json();
  if (!response.ok) {
    throw new Error(answer.detail);
  }
  console.log(`${answer.data.length} of ${answer.page.total}, the first of them:`);
  console.log(answer.data[0]);
}

ask();
