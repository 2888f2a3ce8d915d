// Sends one content to many readers by nodemailer's pooled transport, each with headers of its own,
// and prints the seconds that it took. Arguments: port, connections, messages, the content's file.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const nodemailer = createRequire(process.env.NODEMAILER_FROM + '/')('nodemailer');
const [port, connections, messages, file] = process.argv.slice(2);
const { html, text } = JSON.parse(readFileSync(file, 'utf8'));
const transport = nodemailer.createTransport({
  pool: true,
  host: '127.0.0.1',
  port: Number(port),
  secure: false,
  ignoreTLS: true,
  maxConnections: Number(connections),
  maxMessages: Infinity,
});

let next = 0;
async function work() {
  while (next < Number(messages)) {
    const n = next++;
    const leave = `https://news.example.org/unsubscribe/token${n}`;
    await transport.sendMail({
      envelope: { from: `bounces+token${n}@example.org`, to: `reader${n}@example.net` },
      from: 'The Daily Brief <briefings@example.org>',
      to: { name: `Ada Lovelace ${n}`, address: `reader${n}@example.net` },
      subject: 'The Daily Brief',
      messageId: `<bench.${n}@example.org>`,
      html: html.replace('</body>', `<p>Ada Lovelace ${n}: <a href="${leave}">unsubscribe</a></p></body>`),
      text: `${text}\nAda Lovelace ${n}: ${leave}\n`,
      headers: {
        'List-Unsubscribe': `<${leave}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      },
    });
  }
}

const begin = process.hrtime.bigint();
await Promise.all(Array.from({ length: Number(connections) * 2 }, work));
console.log(Number(process.hrtime.bigint() - begin) / 1e9);
transport.close();
