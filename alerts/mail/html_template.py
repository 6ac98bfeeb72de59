"""The HTML of a notification, as a Jinja template.

Styles stand in each element, since mail programs drop style sheets. No colour is set but a grey that shows on black and
on white, so a dark mode can turn the rest. One column with relative sizes fits a phone. What people wrote is set apart
with ``bdi`` or ``dir="auto"``, so its direction does not reach the words around it.
"""

HTML_TEMPLATE = """\
<!DOCTYPE html>
<html lang="{{ n.language }}" dir="{{ n.language | direction }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>{{ n.heading }}</title>
</head>
<body style="margin: 0; padding: 1em; font: 16px/1.5 sans-serif; overflow-wrap: anywhere;">
<div style="max-width: 40em; margin: 0 auto;">
<h1 dir="auto" style="margin: 0 0 .5em; font-size: 1.4em; line-height: 1.3;">{{ n.heading }}</h1>
<p dir="auto" style="margin: 0 0 1em;">{{ n.opening | opening }}</p>
{% if n.corrects is not none %}
<p dir="auto" style="margin: 0 0 1em;">{{ n.corrects | correction }}</p>
{% for text in n.corrects.texts %}
<table style="width: 100%; margin: 0 0 1em; table-layout: fixed; border-collapse: collapse;">
<caption dir="auto" style="text-align: start; font-weight: bold;">{{ text.of }}</caption>
<tr>
<th scope="col" style="padding: .3em; border: 1px solid #888; text-align: start;">{{ p.before }}</th>
<th scope="col" style="padding: .3em; border: 1px solid #888; text-align: start;">{{ p.after }}</th>
</tr>
<tr style="vertical-align: top;">
<td dir="auto" style="padding: .3em; border: 1px solid #888; white-space: pre-line;">{{ text.old }}</td>
<td dir="auto" style="padding: .3em; border: 1px solid #888; white-space: pre-line;">
{{- p.withdrawn if text.new is none else text.new -}}
</td>
</tr>
</table>
{% endfor %}
{% endif %}
{% for section in n.sections %}
{% if section.heading is not none and (loop.first or loop.previtem.heading != section.heading) %}
<h2 dir="auto" style="margin: 1.5em 0 .5em; font-size: 1.2em;">{{ section.heading }}</h2>
{% endif %}
<div style="margin: 0 0 1em; padding: 0 0 1em; border-bottom: 1px solid #888;">
<h3 dir="auto"{% if section.language is not none %} lang="{{ section.language }}"{% endif %}
 style="margin: 0 0 .3em; font-size: 1.1em;">{{ section.title }}</h3>
{% for change in section.changes %}
<p style="margin: 0 0 .3em;"><b><bdi>{{ change.of }}</bdi></b>: <bdi>{{ change | from_to }}</bdi></p>
{% endfor %}
{% if section.cause is not none %}
<p style="margin: 0 0 .3em;"><b>{{ p.because }}</b>: <bdi>{{ section.cause }}</bdi></p>
{% endif %}
{% for standing in section.present %}
<p style="margin: 0 0 .3em;"><b>{{ p.now }}</b>: <bdi>{{ standing | standing }}</bdi></p>
{% endfor %}
{% if section.picture is not none %}
<p style="margin: .5em 0;"><img src="cid:{{ section.picture.content_id }}" alt="{{ section.picture.alt }}"
 style="max-width: 100%; height: auto;"></p>
{% endif %}
{% if section.sources %}
<p style="margin: 0;"><b>{{ p.sources }}</b>:</p>
<ul style="margin: 0 0 .3em; padding-inline-start: 1.2em;">
{% for source in section.sources %}
<li dir="auto">
{%- if source.url | web_link is not none %}<a href="{{ source.url | web_link }}">{{ source | source }}</a>
{%- else %}{{ source | source }}{% endif -%}
</li>
{% endfor %}
</ul>
{% endif %}
{% if section.matched %}
<p style="margin: 0 0 .3em;"><b>{{ p.matched }}</b>: <bdi>{{ "; ".join(section.matched) }}</bdi></p>
{% endif %}
{% for link in section.links %}
<p style="margin: 0;"><a href="{{ link.url | web_link }}"><bdi>{{ link.words }}</bdi></a></p>
{% endfor %}
</div>
{% endfor %}
<div style="font-size: .9em;">
{% if n.note is not none %}
<p style="margin: 0;"><b>{{ p.note }}</b>:</p>
<p dir="auto" style="margin: 0 0 1em; white-space: pre-line;">{{ n.note }}</p>
{% endif %}
{% if n.why %}
<p style="margin: 0;"><b>{{ p.why }}</b>:</p>
<ul style="margin: 0 0 1em; padding-inline-start: 1.2em;">
{% for reason in n.why %}
<li dir="auto">{{ reason.words }}
{%- if reason.leave_url is not none %} (<a href="{{ reason.leave_url | web_link }}">{{ p.leave_one }}</a>){% endif -%}
</li>
{% endfor %}
</ul>
{% endif %}
{% if n.manage_url is not none %}
<p style="margin: 0 0 .5em;"><a href="{{ n.manage_url | web_link }}">{{ p.manage }}</a></p>
{% endif %}
{% if n.leave_url is not none %}
<p style="margin: 0;"><a href="{{ n.leave_url | web_link }}">{{ p.leave }}</a></p>
{% endif %}
</div>
</div>
</body>
</html>
"""
