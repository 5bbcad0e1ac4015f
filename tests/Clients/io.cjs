// Reads the test's JSON, hands back ours. The libraries' deprecation notices are none of the test's business.
process.removeAllListeners('warning');
process.noDeprecation = true;

module.exports = function run(main) {
  let input = '';
  process.stdin.setEncoding('utf8');
  process.stdin.on('data', (chunk) => { input += chunk; });
  process.stdin.on('end', async () => {
    try {
      const output = await main(JSON.parse(input));
      process.stdout.write(JSON.stringify(output), () => process.exit(0));
    } catch (error) {
      process.stderr.write(`${error.stack}\n`, () => process.exit(1));
    }
  });
};
