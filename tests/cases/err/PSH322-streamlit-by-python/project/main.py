import streamlit as st

st.title("Figures")
with st.sidebar:
    year = st.slider("Year", 2000, 2030)
st.write(year)
