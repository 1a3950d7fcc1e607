/** The style of the page, served as `/pay/page.css`: plain, legible, unlike any real provider's. */
export const style = `
:root { color-scheme: light; --ink: #1d2327; --quiet: #50575e; --line: #8c8f94; --accent: #0b5c8a; --wrong: #b32d2e; }
* { box-sizing: border-box; }
body { margin: 0; background: #f3f4f5; color: var(--ink); font: 1.0625rem/1.5 system-ui, sans-serif; }
header, main { max-width: 34rem; margin: 0 auto; padding: 0 1rem; }
header .name { margin: 1rem 0 .5rem; font-weight: 700; }
header .test { margin: 0; padding: .5rem .75rem; border: 2px dashed #8a5a00; background: #fff6e0; color: #4d3300; }
main { margin-top: 1rem; margin-bottom: 2rem; padding-top: 1px; padding-bottom: 1.25rem; background: #fff; border: 1px solid #d5d8db; }
h1 { margin: 1rem 0; font-size: 1.5rem; line-height: 1.25; }
h2 { margin: 0 0 .5rem; font-size: 1.125rem; }
.summary { margin: 0 0 1rem; padding: .75rem 0; border-block: 1px solid #d5d8db; }
.summary div + div { margin-top: .5rem; }
.summary dt { color: var(--quiet); font-size: .9375rem; }
.summary dd { margin: 0; overflow-wrap: anywhere; }
.summary .amount { font-weight: 700; font-size: 1.25rem; }
.field { margin-bottom: 1rem; }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 13rem), 1fr)); gap: 0 1rem; align-items: end; }
label { display: block; font-weight: 600; }
.hint { margin: 0; color: var(--quiet); font-size: .9375rem; }
.error { margin: 0; color: var(--wrong); font-weight: 600; }
input { width: 100%; min-height: 2.75rem; padding: .5rem .625rem; border: 1px solid var(--line); border-radius: 4px; background: #fff; color: inherit; font: inherit; }
.wrong { padding-left: .75rem; border-left: 4px solid var(--wrong); }
.wrong input { border: 2px solid var(--wrong); }
button { width: 100%; min-height: 2.75rem; margin-top: .5rem; padding: .625rem 1rem; border: 2px solid var(--accent); border-radius: 4px; background: var(--accent); color: #fff; font: inherit; font-weight: 600; cursor: pointer; }
button.quiet { background: #fff; color: var(--accent); }
a { color: var(--accent); }
:focus-visible { outline: 3px solid #1d2327; outline-offset: 2px; }
.errors { margin-top: 1rem; padding: .75rem 1rem; border: 3px solid var(--wrong); }
.errors ul { margin: 0; padding-left: 1.25rem; }
.errors a { color: var(--wrong); font-weight: 600; }
`;
