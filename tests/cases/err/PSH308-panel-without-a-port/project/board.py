import panel as pn

pn.panel("figures").servable()
